import { expect, test } from 'vitest'
import { MAX_IMAGE_BYTES } from '#protocol/avatar.ts'
import { pictureOf } from './pictureOf.ts'

const u16 = (value: number) => [value >> 8, value & 255]
const u32 = (value: number) => [0, 0, ...u16(value)]
const text = (value: string) => [...Buffer.from(value, 'latin1')]
const base64 = (...parts: number[][]) => Buffer.from(parts.flat()).toString('base64')

const png = (width: number, height: number) =>
  base64(text('\x89PNG\r\n\x1a\n'), u32(13), text('IHDR'), u32(width), u32(height), [8, 6, 0, 0, 0])
const gif = (width: number, height: number) =>
  base64(text('GIF89a'), u16(width).reverse(), u16(height).reverse(), [0, 0, 0])
const jpeg = (width: number, height: number) => {
  const comment = [0xff, 0xfe, ...u16(6), ...text('1985')]
  const frame = [0xff, 0xff, 0xc2, ...u16(17), 8, ...u16(height), ...u16(width), 3]
  return base64([0xff, 0xd8], comment, frame)
}
const webp = (kind: string, ...body: number[]) =>
  base64(text('RIFF'), [0, 0, 0, 0], text(`WEBP${kind}`), [0, 0, 0, 0], body)
const extended = webp('VP8X', 0, 0, 0, 0, 0x3f, 0, 0, 0x1f, 0, 0)
const lossless = webp('VP8L', 0x2f, ...[63 | ((31 & 3) << 14), 31 >> 2].flatMap((n) => [n & 255, n >> 8]))
const lossy = webp('VP8 ', 0, 0, 0, 0x9d, 0x01, 0x2a, 64, 0, 32, 0)

test.each([
  ['image/png', png(64, 32)],
  ['image/gif', gif(64, 32)],
  ['image/jpeg', jpeg(64, 32)],
  ['image/webp', extended],
  ['image/webp', lossless],
  ['image/webp', lossy],
])('%s is known by its bytes, and so is its size', (type, content) => {
  expect(pictureOf(content)).toMatchObject({ content, type, width: 64, height: 32 })
})

test('white space in base64 does not matter', () => {
  const content = png(1, 1)
  expect(pictureOf(`\n ${content.slice(0, 9)}\r\n\t${content.slice(9)} `)?.content).toBe(content)
})

test.each([
  [
    'a drawing that can hold scripts',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64'),
  ],
  ['a page', Buffer.from('<html><script>alert(1)</script>').toString('base64')],
  ['nothing', ''],
  ['no base64', 'Great Scott!'],
  ['half of a byte', 'iVBOR'],
  ['a head without its size', base64(text('\x89PNG\r\n\x1a\n'), u32(13), text('IHDR'))],
  ['a JPEG without a frame', base64([0xff, 0xd8, 0xff, 0xd9])],
  ['a JPEG whose segments lead nowhere', base64([0xff, 0xd8, 0xff, 0xfe, 0xff, 0xff])],
  ['no width', png(0, 9)],
  ['more pixels than a browser should unpack', png(60_000, 9)],
  ['a sound', webp('WAVE', 0, 0)],
])('%s is no picture', (_, content) => {
  expect(pictureOf(content)).toBeUndefined()
})

test('a picture that is too heavy is none', () => {
  const head = Buffer.from(png(1, 1), 'base64')
  const heavy = (bytes: number) => Buffer.concat([head, Buffer.alloc(bytes - head.length)]).toString('base64')
  expect(pictureOf(heavy(MAX_IMAGE_BYTES))).toBeDefined()
  expect(pictureOf(heavy(MAX_IMAGE_BYTES + 1))).toBeUndefined()
  expect(pictureOf('A'.repeat(MAX_IMAGE_BYTES * 2))).toBeUndefined()
})
