// What no careless split of bytes, escape or trim leaves whole.
const REST = 'ü漢🚗 <&>'

/** What is typed: the counter, and something that breaks easily. */
export const textOf = (cid: string): string => `${cid} ${REST}`

/** The counter of a text, or the whole text where it came out different from how it went in; undefined for others' words. */
export function cidOf(text: string | null | undefined): string | undefined {
  const cid = /^[a-z\d]+-[a-z\d]+-\d+/u.exec(text ?? '')?.[0]
  if (cid === undefined) return undefined
  return text === textOf(cid) ? cid : `mangled: ${text}`
}
