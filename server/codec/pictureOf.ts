import { createHash } from 'node:crypto'
import { type ImageType, MAX_IMAGE_BYTES } from '#protocol/avatar.ts'

/** What a page may be given: bytes that are what `type` says, of a size that a browser can unpack. */
export interface Picture {
  /** Base64, without white space. */
  content: string
  bytes: Buffer
  type: ImageType
  /** In pixels. */
  width: number
  height: number
}

/** Unpacked, a picture takes four bytes a pixel, however few there are in its file. */
const MAX_SIDE = 4096
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/u

/** The bytes of base64 as it stands in a stanza; undefined where it is none, or too long. */
export function bytesOf(text: string): Buffer | undefined {
  if (text.length > MAX_IMAGE_BYTES * 1.5) return undefined
  const dense = text.replace(/\s+/gu, '')
  if (dense === '' || dense.length % 4 !== 0 || !BASE64.test(dense)) return undefined
  const bytes = Buffer.from(dense, 'base64')
  return bytes.length > MAX_IMAGE_BYTES ? undefined : bytes
}

/** What a picture is known by (XEP-0084 §3.1): of its bytes, not of their base64. */
export const hashOf = (bytes: Buffer): string => createHash('sha1').update(bytes).digest('hex')

/** A picture in base64 by what its bytes are, whatever was said about it; undefined for all that we do not show. */
export function pictureOf(text: string): Picture | undefined {
  const bytes = bytesOf(text)
  const head = bytes && headOf(bytes)
  if (!head || head.width < 1 || head.height < 1) return undefined
  if (head.width > MAX_SIDE || head.height > MAX_SIDE) return undefined
  return { content: bytes.toString('base64'), bytes, ...head }
}

type Head = Pick<Picture, 'type' | 'width' | 'height'>

function headOf(bytes: Buffer): Head | undefined {
  try {
    return pngHead(bytes) ?? gifHead(bytes) ?? webpHead(bytes) ?? jpegHead(bytes)
  } catch {
    // It ends before it has told its size.
    return undefined
  }
}

const begins = (bytes: Buffer, text: string, at = 0) =>
  bytes.toString('latin1', at, at + text.length) === text

function pngHead(bytes: Buffer): Head | undefined {
  if (!begins(bytes, '\x89PNG\r\n\x1a\n') || !begins(bytes, 'IHDR', 12)) return undefined
  return { type: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

function gifHead(bytes: Buffer): Head | undefined {
  if (!begins(bytes, 'GIF87a') && !begins(bytes, 'GIF89a')) return undefined
  return { type: 'image/gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
}

// RFC 9649: a canvas, a lossless or a lossy picture.
function webpHead(bytes: Buffer): Head | undefined {
  if (!begins(bytes, 'RIFF') || !begins(bytes, 'WEBP', 8)) return undefined
  const type = 'image/webp'
  const kind = bytes.toString('latin1', 12, 16)
  if (kind === 'VP8X')
    return { type, width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
  if (kind === 'VP8L') {
    const packed = bytes.readUInt32LE(21)
    return { type, width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }
  }
  if (kind !== 'VP8 ') return undefined
  return { type, width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
}

// ITU T.81 §B.2.2: the size stands in the frame's header, behind segments of any kind.
function jpegHead(bytes: Buffer): Head | undefined {
  if (!begins(bytes, '\xff\xd8\xff')) return undefined
  for (let at = 2; at < bytes.length; ) {
    if (bytes.readUInt8(at) !== 0xff) return undefined
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xff) {
      at++
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame)
      return { type: 'image/jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}
