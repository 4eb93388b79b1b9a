/** How hard a password is to guess, and what would make it harder. A hint, no rule: the server has the last word. */
export interface Strength {
  /** 0 weak, 1 fair, 2 good, 3 strong. */
  readonly level: 0 | 1 | 2 | 3
  readonly advice: 'common' | 'name' | 'repeats' | 'short' | 'longer' | 'none'
}

/** What is tried first by everybody who guesses, in pieces. */
const COMMON =
  /^(?:pass(?:word|wort)?|qwert[yz]\w*|asdf\w*|letmein|welcome|iloveyou|admin\w*|abc\w{0,3}|monkey|dragon|secret|hunter2?|0*1?2?3?4?5?6?7?8?9?0?)[\d!?.]*$/iu
/** Letters alone, letters and digits, and so on: how many kinds of characters there are to guess from. */
const KINDS = [/[a-z]/u, /[A-Z]/u, /\d/u, /[^A-Za-z\d]/u]

export function strengthOf(password: string, names: readonly string[]): Strength {
  const letters = [...password]
  const kinds = KINDS.filter((kind) => kind.test(password)).length
  const different = new Set(letters).size
  // A walk along the alphabet or the digits adds as little as the same letter again.
  const steps = letters.filter((letter, at) => {
    const before = letters[at - 1]?.codePointAt(0)
    return before !== undefined && Math.abs((letter.codePointAt(0) ?? 0) - before) <= 1
  }).length
  if (COMMON.test(password)) return { level: 0, advice: 'common' }
  const holds = (name: string) => name.length > 2 && password.toLowerCase().includes(name.toLowerCase())
  if (names.some(holds) && letters.length < 16) return { level: 0, advice: 'name' }
  if (letters.length < 8) return { level: 0, advice: 'short' }
  if (different < 5 || steps > letters.length / 2) return { level: 0, advice: 'repeats' }
  const worth = (letters.length - steps / 2) * (1 + kinds / 4)
  if (worth < 16) return { level: 1, advice: 'longer' }
  if (worth < 24) return { level: 2, advice: 'longer' }
  return { level: 3, advice: 'none' }
}
