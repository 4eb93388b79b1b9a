import { expect, test } from 'vitest'
import { withoutNotes } from './withoutNotes.ts'

const text = (words: string) => [...words].map((character) => character.charCodeAt(0))
const segment = (marker: number, content: number[]) => {
  const length = content.length + 2
  return [0xff, marker, length >> 8, length & 0xff, ...content]
}
/** A TIFF whose first directory says which side is up, and where it was. */
const tiff = (up: number, isLittle: boolean) => {
  const two = (value: number) => (isLittle ? [value & 0xff, value >> 8] : [value >> 8, value & 0xff])
  const four = (value: number) => (isLittle ? [...two(value), 0, 0] : [0, 0, ...two(value)])
  const entry = (tag: number, value: number) => [...two(tag), ...two(3), ...four(1), ...two(value), 0, 0]
  const head = [...text(isLittle ? 'II' : 'MM'), ...two(42), ...four(8)]
  return [...head, ...two(2), ...entry(0x8825, 99), ...entry(0x0112, up), ...four(0), ...text('41.8781 N')]
}
const exif = (up: number, isLittle = false) => segment(0xe1, [...text('Exif\0\0'), ...tiff(up, isLittle)])
const JFIF = segment(0xe0, text('JFIF\0'))
const COLOURS = segment(0xe2, text('ICC_PROFILE\0'))
const FRAME = segment(0xc0, [8, 0, 1, 0, 1, 1])
// Of a picture in two scans, with everything that is no marker within them.
const DOTS = [
  ...segment(0xda, [1]),
  1,
  0xff,
  0,
  2,
  0xff,
  0xd0,
  3,
  ...segment(0xc4, [7]),
  ...segment(0xda, [2]),
  4,
]
const END = [0xff, 0xd9]
const START = [0xff, 0xd8]
const clean = (bytes: number[]) => [...withoutNotes(Uint8Array.from(bytes))]

test('notes of camera and editor are gone, and nothing else', () => {
  const notes = [
    exif(1),
    segment(0xe1, text('http://ns.adobe.com/xap/1.0/\0<x/>')),
    segment(0xed, text('Photoshop')),
  ]
  const more = [segment(0xfe, text('by Marty')), segment(0xe2, text('MPF\0 two'))]
  const noted = [...START, ...JFIF, ...notes.flat(), ...COLOURS, ...more.flat(), ...FRAME, ...DOTS, ...END]
  expect(clean(noted)).toEqual([...START, ...JFIF, ...COLOURS, ...FRAME, ...DOTS, ...END])
})

test.each([false, true])(
  'which side is up is kept, whichever way its numbers are written (%s)',
  (isLittle) => {
    const kept = clean([...START, ...exif(6, isLittle), ...FRAME, ...DOTS, ...END])
    expect(String.fromCharCode(...kept)).not.toContain('41.8781')
    // Read back by the same rules, nothing is left to take out.
    expect(clean(kept)).toEqual(kept)
    expect(kept.slice(0, 12)).toEqual([...START, 0xff, 0xe1, 0, 34, ...text('Exif\0\0')])
    expect(kept.slice(20, 34)).toEqual([0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0])
  },
)

test('what hangs behind the picture is not sent with it', () => {
  const whole = [...START, ...FRAME, ...DOTS, ...END]
  expect(clean([...whole, ...START, ...exif(6), ...END, 1, 2, 3])).toEqual(whole)
})

test('what is no JPEG, or ends too early, comes back as it is', () => {
  for (const bytes of [
    [],
    [0xff],
    [...START],
    text('GIF89a'),
    [...START, 1, 2],
    [...START, ...exif(6), ...FRAME],
  ])
    expect(clean(bytes)).toEqual(bytes)
})
