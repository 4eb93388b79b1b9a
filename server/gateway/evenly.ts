/** Longer than a server takes to look for an account and to check a proof, milliseconds. */
const STEP_MS = 1000

/**
 * Resolves when whole seconds have passed since then, at least one. A refused sign-in is told then: servers take longer
 * over a wrong password than over an account that does not exist, and who asks is not to learn which it was (CWE-208).
 */
export function evenly(since: number): Promise<void> {
  const took = performance.now() - since
  const steps = Math.max(1, Math.ceil(took / STEP_MS))
  return new Promise((resolve) => setTimeout(resolve, Math.ceil(steps * STEP_MS - took)))
}
