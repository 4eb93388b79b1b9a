import { expect, test } from 'vitest'
import { bytesOf } from './base64.ts'
import { imageHead } from './imageHead.ts'
import { pngHead } from './testPictures.ts'

// Pictures of a few dots, as the usual encoders write them.
const GIF = 'R0lGODlhAwACAIAAAP///wAAACH5BAAAAAAALAAAAAADAAIAAAIChF8AOw=='
const WEBP_LOSSLESS = 'UklGRhoAAABXRUJQVlA4TA0AAAAvAkAAAAcQ/Y/+ByKi/wEA'
const of = (base64: string) => imageHead(bytesOf(base64) ?? new Uint8Array())

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(
    parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)),
  )

test('what a picture is and how large it is stands in its first bytes', () => {
  expect(imageHead(pngHead(640, 480))).toEqual({ type: 'image/png', width: 640, height: 480 })
  expect(of(GIF)).toEqual({ type: 'image/gif', width: 3, height: 2 })
  expect(of(WEBP_LOSSLESS)).toEqual({ type: 'image/webp', width: 3, height: 2 })
  const extended = bytes(
    'RIFF',
    [0, 0, 0, 0],
    'WEBPVP8X',
    [10, 0, 0, 0, 0, 0, 0, 0],
    [0x8f, 1, 0, 0x2b, 1, 0],
  )
  expect(imageHead(extended)).toEqual({ type: 'image/webp', width: 400, height: 300 })
  const lossy = bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8 ', new Array(10).fill(0), [64, 0, 32, 0])
  expect(imageHead(lossy)).toEqual({ type: 'image/webp', width: 64, height: 32 })
})

test('of a JPEG the frame counts, behind whatever a camera wrote before it', () => {
  const exif = [0xff, 0xe1, 0, 8, 1, 2, 3, 4, 5, 6]
  const tables = [0xff, 0xc4, 0, 4, 0, 0]
  const frame = [0xff, 0xff, 0xc2, 0, 17, 8, 0, 120, 0, 160]
  expect(imageHead(bytes([0xff, 0xd8], exif, tables, frame))).toEqual({
    type: 'image/jpeg',
    width: 160,
    height: 120,
  })
})

test.each([
  ['nothing', bytes()],
  ['an SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
  ['a page', bytes('<!doctype html><title>x</title>')],
  ['a picture of no dots', pngHead(0, 10)],
  ['half a head', pngHead(9, 9).slice(0, 18)],
  ['a JPEG without a frame', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 2, 0xff])],
  ['a JPEG that counts backwards', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xe0, 0, 0])],
])('%s is no picture', (_, what) => expect(imageHead(what)).toBeUndefined())
