/** What the first bytes of a picture say of it, whatever its sender says. */
export interface ImageHead {
  readonly type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'
  readonly width: number
  readonly height: number
}

/**
 * Undefined for anything but PNG, JPEG, GIF and WebP: an SVG is a document, and no picture of a face. The size is read
 * before anything is decoded, because a few bytes can unfold into gigabytes.
 */
export function imageHead(bytes: Uint8Array): ImageHead | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const found = png(view) ?? gif(view) ?? webp(view) ?? jpeg(view)
    return found && found.width > 0 && found.height > 0 ? found : undefined
  } catch {
    // It ends before it has said how large it is.
    return undefined
  }
}

const text = (view: DataView, at: number, length: number) =>
  String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length))

// PNG (W3C, third edition) §5.2 and §11.2.1: signature, then IHDR.
function png(view: DataView): ImageHead | undefined {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) return undefined
  if (text(view, 12, 4) !== 'IHDR') return undefined
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

// GIF89a §17–18.
function gif(view: DataView): ImageHead | undefined {
  if (!/^GIF8[79]a$/u.test(text(view, 0, 6))) return undefined
  return { type: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

// RFC 9649 §2: a container, and in it one of three kinds.
function webp(view: DataView): ImageHead | undefined {
  if (text(view, 0, 4) !== 'RIFF' || text(view, 8, 4) !== 'WEBP') return undefined
  const type = 'image/webp'
  switch (text(view, 12, 4)) {
    case 'VP8 ':
      return {
        type,
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { type, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { type, width: three(view, 24) + 1, height: three(view, 27) + 1 }
    default:
      return undefined
  }
}

const three = (view: DataView, at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)

// ITU-T T.81 §B.2.2: the frame's header stands behind any number of other segments.
function jpeg(view: DataView): ImageHead | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    // Fill bytes may stand before a marker; its segment's length counts itself.
    at += marker === 0xff ? 1 : 2 + Math.max(2, view.getUint16(at + 2))
  }
}
