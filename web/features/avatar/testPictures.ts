import { vi } from 'vitest'
import { sha1 } from '../../lib/sha1.ts'
import { base64Of, hexOf } from './base64.ts'

/** A head of a PNG that says this size; nothing here decodes what would follow. */
export function pngHead(
  width: number,
  height: number,
  tail: readonly number[] = [],
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(33 + tail.length)
  const view = new DataView(bytes.buffer)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  view.setUint32(8, 13)
  bytes.set(new TextEncoder().encode('IHDR'), 12)
  view.setUint32(16, width)
  view.setUint32(20, height)
  bytes.set(tail, 33)
  return bytes
}

/** A picture of its own: its id, and its bytes as they travel. */
export function pictureNamed(name: string) {
  const bytes = pngHead(64, 64, [...new TextEncoder().encode(name)])
  return { bytes, id: hexOf(sha1(bytes)), content: base64Of(bytes) }
}

/** What jsdom has not built: reading, decoding, drawing and addresses of blobs. Answers what was drawn. */
export function fakeDrawing() {
  const drawn: unknown[][] = []
  Blob.prototype.arrayBuffer ??= function (this: Blob) {
    const reader = new FileReader()
    return new Promise((resolve) => {
      reader.onload = () => resolve(reader.result as ArrayBuffer)
      reader.readAsArrayBuffer(this)
    })
  }
  let count = 0
  vi.stubGlobal('createImageBitmap', async (blob: Blob) => {
    const [width, height] = await sizeOf(blob)
    return { width, height, close() {} }
  })
  const context = { drawImage: (...args: unknown[]) => drawn.push(args) }
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never)
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation(function (
    this: HTMLCanvasElement,
    done,
    type,
  ) {
    done(new Blob([new Uint8Array(this.width * this.width * 2)], { type: type ?? 'image/png' }))
  })
  vi.stubGlobal('URL', Object.assign(class extends URL {}, { createObjectURL: () => `blob:${++count}` }))
  URL.revokeObjectURL = () => {}
  return drawn
}

async function sizeOf(blob: Blob): Promise<[number, number]> {
  const view = new DataView(await blob.arrayBuffer())
  return [view.getUint32(16), view.getUint32(20)]
}
