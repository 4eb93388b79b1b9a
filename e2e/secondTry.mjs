// Who may try again. Real servers and browsers share a machine with others: what waited too long is tried once more,
// alone, and named; and so is a part whose runner broke, beside its tests. A wrong answer is one the first time, and so
// is whatever a page complained of.

/** So many in one run may wait too long; with more, it is not the machine. */
export const MOST = 3

const WAITED = /\btimed out\b|\btimeout\b|waiting for|not heard/i
const NEVER = /what the pages complained of/

/**
 * True where all that failed in a part did nothing but wait too long, or was the runner's, and may be tried again.
 *
 * @param {{ failed: number, failures: { file: string, text?: string, isRunners?: boolean }[] }} counted
 * @param {number} left how many of the run may still
 */
export function mayTryAgain({ failed, failures }, left) {
  return (
    failed > 0 &&
    failed === failures.length &&
    failed <= left &&
    failures.every(
      ({ file, text = '', isRunners }) =>
        isRunners || (file !== '' && WAITED.test(text) && !NEVER.test(text)),
    )
  )
}

/**
 * What a part comes to after the second try: what failed in that is failed, the rest is passed and unsteady.
 *
 * @param {{ passed: number, failed: number, failures: { name: string, file: string, isRunners?: boolean }[] }} first
 * @param {{ passed: number, failed: number, failures: { name: string, file: string }[] }} second
 */
export function withSecondTry(first, second) {
  if (second.passed === 0 || second.failed > second.failures.length) return first
  const failures = second.failures
  // Places move with what failed; what failed newly has failed as well.
  const unsteady = first.failures.filter(
    ({ name }) => !failures.some((each) => titleOf(each) === titleOf({ name })),
  )
  const failed = failures.length
  const tests = first.failures.filter(({ isRunners }) => !isRunners).length
  return { passed: first.passed + Math.max(0, tests - failed), failed, failures, unsteady }
}

/** @param {{ name: string }} failure */
const titleOf = ({ name }) => name.replace(/^\S+ /, '')
