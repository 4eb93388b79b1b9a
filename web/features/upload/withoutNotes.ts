// ITU-T T.81 annex B: markers. Exif 2.3 §4.5: what a camera notes stands in APP1, as a small TIFF.
const [SOI, EOI, SOS, APP1, APP2, APP13, COM] = [0xd8, 0xd9, 0xda, 0xe1, 0xe2, 0xed, 0xfe]
const ORIENTATION = 0x0112

/**
 * A JPEG without what camera and editor noted in it: place, time, device, a preview that was cut out of the picture. Its
 * dots are not touched, its colours and which side is up are kept. Anything else comes back as it is.
 */
export function withoutNotes(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (view.getUint16(0) !== (0xff00 | SOI)) return bytes
    const kept: Uint8Array<ArrayBuffer>[] = [bytes.subarray(0, 2)]
    for (let at = 2; ; ) {
      const marker = markerAt(view, at)
      if (marker === undefined) return bytes
      if (marker === EOI) {
        // What follows is none of this picture: a film, or the same once more with its notes.
        kept.push(bytes.subarray(at, at + 2))
        return joined(kept)
      }
      const end = at + 2 + view.getUint16(at + 2)
      const up = marker === APP1 ? orientationOf(bytes.subarray(at + 4, end)) : undefined
      if (up !== undefined) kept.push(onlyOrientation(up))
      if (!isNote(marker, bytes.subarray(at + 4, end))) kept.push(bytes.subarray(at, end))
      at = end
      if (marker !== SOS) continue
      while (!isMarker(view, at)) at++
      kept.push(bytes.subarray(end, at))
    }
  } catch {
    // It ends too early, or is no JPEG after all.
    return bytes
  }
}

// Within the dots, 0xff is followed by 0 or by a mark that they begin anew.
const isMarker = (view: DataView, at: number) =>
  view.getUint8(at) === 0xff && !/^(?:0|d[0-7]|ff)$/u.test(view.getUint8(at + 1).toString(16))

const markerAt = (view: DataView, at: number) =>
  view.getUint8(at) === 0xff ? view.getUint8(at + 1) : undefined

const startsWith = (bytes: Uint8Array, text: string) =>
  [...text].every((character, index) => bytes[index] === character.charCodeAt(0))

/** Of APP2 the colours stay; the list of further pictures has nothing to lead to. */
const isNote = (marker: number, content: Uint8Array) =>
  marker === APP1 || marker === APP13 || marker === COM || (marker === APP2 && startsWith(content, 'MPF\0'))

function orientationOf(content: Uint8Array): number | undefined {
  if (!startsWith(content, 'Exif\0\0')) return undefined
  const tiff = new DataView(content.buffer, content.byteOffset + 6, content.byteLength - 6)
  try {
    const isLittle = tiff.getUint16(0) === 0x4949
    const first = tiff.getUint32(4, isLittle)
    for (let entry = 0; entry < tiff.getUint16(first, isLittle); entry++) {
      const at = first + 2 + entry * 12
      const value = tiff.getUint16(at + 8, isLittle)
      if (tiff.getUint16(at, isLittle) === ORIENTATION) return value >= 2 && value <= 8 ? value : undefined
    }
  } catch {
    // Notes that end too early say nothing.
  }
  return undefined
}

function onlyOrientation(up: number): Uint8Array<ArrayBuffer> {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, up, 0, 0, 0, 0, 0, 0]
  return Uint8Array.from([0xff, APP1, 0, tiff.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff])
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
