import { imageHead } from './imageHead.ts'

/** As large as a face is ever shown, on a screen of two dots a pixel. */
const FACE_PX = 144
const MAX_BYTES = 512 * 1024
/** A square of it weighs 16 MiB decoded. */
const MAX_SIDE_PX = 2048

/**
 * A small square picture, drawn anew from what somebody sent: it stands still, holds nothing but its dots, and is no
 * larger than what is shown. Undefined for what is no picture or too large a one.
 */
export async function faceOf(bytes: Uint8Array<ArrayBuffer>): Promise<Blob | undefined> {
  const head = imageHead(bytes)
  if (!head || bytes.length > MAX_BYTES || Math.max(head.width, head.height) > MAX_SIDE_PX) return undefined
  const bitmap = await createImageBitmap(new Blob([bytes], { type: head.type })).catch(() => undefined)
  if (!bitmap) return undefined
  const side = Math.min(bitmap.width, bitmap.height)
  const [x, y] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2]
  const size = Math.min(side, FACE_PX)
  const face = await drawn(bitmap, { x, y, side }, size, 'image/webp')
  bitmap.close()
  return face
}

/** A square of a picture, in its own dots. */
export interface Square {
  readonly x: number
  readonly y: number
  readonly side: number
}

/** The square as a picture of `size` times `size`. Undefined when the browser cannot. */
export function drawn(
  source: CanvasImageSource,
  { x, y, side }: Square,
  size: number,
  type: string,
): Promise<Blob | undefined> {
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const context = canvas.getContext('2d')
  if (!context) return Promise.resolve(undefined)
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, x, y, side, side, 0, 0, size, size)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), type, 0.9))
}
