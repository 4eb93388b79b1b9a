import { afterEach, expect, test } from 'vitest'
import { fileOf, isOurPlace, keepsFiles, setFileOrigins } from './files.ts'

const OURS = 'https://upload.hill.example:5443'

afterEach(() => setFileOrigins())

test.each(['a.png', 'a.JPG', 'a.jpeg', 'a.gif', 'a.webp', 'b/c/a%20b.png?token=1'])(
  '%s of our own place is a picture',
  (path) => {
    setFileOrigins([OURS])
    expect(fileOf(`${OURS}/1/${path}`)?.isPicture).toBe(true)
  },
)

test.each(['a.svg', 'a.html', 'a.png.svg', 'a.pdf', 'a', 'png', 'a.avif', '?a.png', '#a.png'])(
  'S32: %s is never shown, wherever it is',
  (path) => {
    setFileOrigins([OURS])
    expect(fileOf(`${OURS}/1/${path}`)?.isPicture).toBe(false)
  },
)

test('S32, S33: a picture of anywhere else is not fetched', () => {
  const others = [
    'http://10.0.0.1/a.png',
    'https://elsewhere.example/a.png',
    'http://upload.hill.example:5443/a.png',
  ]
  expect(others.map((url) => fileOf(url)?.isPicture)).toEqual([false, false, false])
  setFileOrigins([OURS])
  expect(others.map((url) => fileOf(url)?.isPicture)).toEqual([false, false, false])
})

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'blob:https://upload.hill.example/1',
  'https://marty@upload.hill.example/a.png',
  'https://hill.example/a.png and more',
  'look: https://hill.example/a.png',
  'https://',
  `https://hill.example/${'a'.repeat(2048)}`,
  '',
])('%.40s is a text, and no file', (text) => {
  expect(fileOf(text)).toBeUndefined()
})

test('a file is called as its address ends, with what hides in it made visible', () => {
  expect(fileOf('https://hill.example/1/clock%20tower.png')?.name).toBe('clock tower.png')
  expect(fileOf('https://hill.example/1/gpj%E2%80%AEexe.png')?.name).toBe('gpj⟨U+202E⟩exe.png')
  expect(fileOf('https://hill.example/1/%E0%A4%A')?.name).toBe('%E0%A4%A')
  expect(fileOf('https://hill.example/')?.name).toBe('hill.example')
})

test('files go where the gateway says, and nowhere where it says nothing', () => {
  expect([keepsFiles(), isOurPlace(`${OURS}/1`)]).toEqual([false, false])
  setFileOrigins([OURS])
  expect([keepsFiles(), isOurPlace(`${OURS}/1`), isOurPlace('nowhere')]).toEqual([true, true, false])
})
