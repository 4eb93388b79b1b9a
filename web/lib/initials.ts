const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** One or two letters for a name or an address: "Marty McFly" MM, "doc.brown@hill.valley" DB, "🛹" 🛹. */
export function initials(name: string, most: 1 | 2 = 2): string {
  const local = name.split('@')[0]?.trim() || name.trim()
  const letters = local
    .split(/[\s._/-]+/u)
    .map((word) => graphemes(word).find((each) => /[\p{L}\p{N}]/u.test(each)))
    .filter((letter) => letter !== undefined)
  const picked = letters.length > 1 && most === 2 ? [letters[0], letters.at(-1)] : letters.slice(0, 1)
  return (picked.length > 0 ? picked.join('') : (graphemes(local)[0] ?? '')).toLocaleUpperCase()
}

function graphemes(text: string): string[] {
  return [...segmenter.segment(text)].map((each) => each.segment)
}
