/** Undefined for what is no base64. Blanks and line ends in it are ignored (RFC 2045 §6.8). */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text.replace(/\s+/gu, '')), (letter) => letter.charCodeAt(0))
  } catch {
    return undefined
  }
}

/** Of at most this many bytes at once: a call takes only so many arguments. */
const PIECE = 0x8000

export function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += PIECE)
    text += String.fromCharCode(...bytes.subarray(at, at + PIECE))
  return btoa(text)
}

export const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
