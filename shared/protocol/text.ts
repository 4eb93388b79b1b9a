/** What XML 1.0 §2.2 lets a stanza carry. A server closes the whole stream on anything else. */
export function illegalCodePoint(text: string): number | undefined {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 0x20 && unit < 0xd800) continue
    if (unit === 0x9 || unit === 0xa || unit === 0xd) continue
    if (unit < 0x20 || unit === 0xfffe || unit === 0xffff) return unit
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const next = text.charCodeAt(i + 1)
      if (!(next >= 0xdc00 && next <= 0xdfff)) return unit
      i++
    } else if (unit >= 0xdc00 && unit <= 0xdfff) return unit
  }
  return undefined
}

/** Bytes of the text in UTF-8, without building the buffer. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) bytes += 1
    else if (unit < 0x800) bytes += 2
    else if (unit >= 0xd800 && unit <= 0xdbff) {
      bytes += 4
      i++
    } else bytes += 3
  }
  return bytes
}

/** `U+0007`, as people look characters up. */
export function codePointName(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
}
