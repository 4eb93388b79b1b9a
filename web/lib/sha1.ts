/**
 * SHA-1 (FIPS 180-4 §6.1) of bytes, or of UTF-8 text. For colours and the ids of pictures only. WebCrypto's is
 * asynchronous, and a name must have its colour in the same frame.
 */
export function sha1(data: string | Uint8Array): Uint8Array {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
  const padded = new DataView(new ArrayBuffer(((bytes.length + 8) >> 6) * 64 + 64))
  bytes.forEach((byte, index) => {
    padded.setUint8(index, byte)
  })
  padded.setUint8(bytes.length, 0x80)
  padded.setUint32(padded.byteLength - 4, bytes.length * 8)

  const hash = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0)
  const schedule = new Int32Array(80)
  const word = (index: number) => schedule[index] ?? 0
  for (let block = 0; block < padded.byteLength; block += 64) {
    for (let i = 0; i < 80; i++)
      schedule[i] =
        i < 16
          ? padded.getInt32(block + i * 4)
          : rotate(word(i - 3) ^ word(i - 8) ^ word(i - 14) ^ word(i - 16), 1)
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = hash
    for (let i = 0; i < 80; i++) {
      const next = (rotate(a, 5) + round(i, b, c, d) + e + word(i)) | 0
      e = d
      d = c
      c = rotate(b, 30)
      b = a
      a = next
    }
    for (const [index, value] of [a, b, c, d, e].entries()) hash[index] = (hash[index] ?? 0) + value
  }

  const digest = new DataView(new ArrayBuffer(20))
  hash.forEach((value, index) => {
    digest.setInt32(index * 4, value)
  })
  return new Uint8Array(digest.buffer)
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by))
}

function round(step: number, b: number, c: number, d: number): number {
  if (step < 20) return ((b & c) | (~b & d)) + 0x5a827999
  if (step < 40) return (b ^ c ^ d) + 0x6ed9eba1
  if (step < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
  return (b ^ c ^ d) + 0xca62c1d6
}
