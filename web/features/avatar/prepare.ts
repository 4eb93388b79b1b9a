import { drawn, type Square } from './face.ts'
import { imageHead } from './imageHead.ts'

/** What is wrong with a file that is to be one's picture. */
export type FileProblem = 'noPicture' | 'tooHeavy' | 'tooLarge' | 'unreadable'

const MAX_FILE_BYTES = 20 * 1024 * 1024
const MAX_DOTS = 50_000_000
/** Long enough for the start of a picture that has a camera's notes in front. */
const HEAD_BYTES = 512 * 1024

/** Looked at before it is opened: what it says of itself, and its size. */
export async function problemOf(file: Blob): Promise<FileProblem | undefined> {
  if (file.size > MAX_FILE_BYTES) return 'tooHeavy'
  const start = await file
    .slice(0, HEAD_BYTES)
    .arrayBuffer()
    .catch(() => undefined)
  if (!start) return 'unreadable'
  const head = imageHead(new Uint8Array(start))
  if (!head) return 'noPicture'
  return head.width * head.height > MAX_DOTS ? 'tooLarge' : undefined
}

/** XEP-0084 §3.1 asks for PNG; of these sizes the largest that is no heavier than this. */
const SIZES_PX = [192, 128, 96]
const MAX_PNG_BYTES = 40 * 1024

/** The square of the file as a small picture of its dots alone: no place, no camera, no date. Undefined: unreadable. */
export async function pictureOf(file: Blob, square: Square): Promise<Blob | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (!bitmap) return undefined
  let picture: Blob | undefined
  for (const size of SIZES_PX) {
    picture = await drawn(bitmap, square, Math.max(1, Math.min(size, Math.round(square.side))), 'image/png')
    if (!picture || picture.size <= MAX_PNG_BYTES) break
  }
  bitmap.close()
  return picture
}
