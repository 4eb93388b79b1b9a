const MAX_REMEMBERED = 10_000
const known = new Map<string, string>()

/** The same of what is looked at once. */
export const foldOnce = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Without case and accents, so that "elise" finds Élise. A crowd's names are asked for at every keystroke. */
export function fold(text: string): string {
  const before = known.get(text)
  if (before !== undefined) return before
  const folded = foldOnce(text)
  if (known.size >= MAX_REMEMBERED) known.clear()
  known.set(text, folded)
  return folded
}
