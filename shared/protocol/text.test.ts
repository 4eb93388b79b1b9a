import { expect, test } from 'vitest'
import { codePointName, illegalCodePoint, utf8Length } from './text.ts'

test.each(['', 'plain', 'tab\tline\nreturn\r', 'é 漢 🚗', '\u007f\u0085', '\ufffd', '\ue000', '\u{10ffff}'])(
  'XML carries %j',
  (text) => {
    expect(illegalCodePoint(text)).toBeUndefined()
  },
)

test.each([
  ['a\u0000b', 'U+0000'],
  ['\u0007', 'U+0007'],
  ['\u000b', 'U+000B'],
  ['\u001f', 'U+001F'],
  ['\ufffe', 'U+FFFE'],
  ['\uffff', 'U+FFFF'],
  ['\ud83d', 'U+D83D'],
  ['\ud83dx', 'U+D83D'],
  ['\ud83d\ud83d\ude00', 'U+D83D'],
  ['🚗\ude00', 'U+DE00'],
])('XML does not carry %j, and the first offender is named', (text, name) => {
  const bad = illegalCodePoint(text)
  expect(bad !== undefined && codePointName(bad)).toBe(name)
})

test.each(['', 'abc', 'é', '漢字', '🚗🚗', 'a\u07ff\u0800\uffffz'])(
  'the length of %j is that of its UTF-8',
  (text) => {
    expect(utf8Length(text)).toBe(encodeURIComponent(text).replace(/%../gu, 'x').length)
  },
)
