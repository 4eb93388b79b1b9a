const MAX_REMEMBERED = 10_000
const known = new Map<string, string>()

/** Without case and accents, so that "elise" finds Élise. A crowd's names are asked for at every keystroke. */
export function fold(text: string): string {
  const before = known.get(text)
  if (before !== undefined) return before
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  if (known.size >= MAX_REMEMBERED) known.clear()
  known.set(text, folded)
  return folded
}
