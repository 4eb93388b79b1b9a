import { describe, expect, test } from 'vitest'
import { actionOf, isOnlyEmoji, type Token, tokens } from './text.ts'

const links = (text: string) =>
  tokens(text).filter((token): token is Extract<Token, { kind: 'link' }> => token.kind === 'link')
const joined = (text: string) =>
  tokens(text)
    .map((token) => token.text)
    .join('')

describe('links', () => {
  test.each([
    ['See https://a.example/x?y=1#z.', 'https://a.example/x?y=1#z'],
    ['(https://a.example/x_(y))', 'https://a.example/x_(y)'],
    ['<https://a.example/>', 'https://a.example/'],
    ['HTTP://A.example', 'http://a.example/'],
    ['Write to mailto:doc@hill.example, please', 'mailto:doc@hill.example'],
    ['xmpp:doc@hill.example', '#/chat/doc%40hill.example'],
    ['xmpp:lab@rooms.hill.example?join', '#/room/lab%40rooms.hill.example'],
    ['xmpp:lab@rooms.hill.example?join;password=a%20b', '#/room/lab%40rooms.hill.example?password=a%20b'],
    [`${location.origin}/#/room/lab%40rooms.hill.example`, '#/room/lab%40rooms.hill.example'],
    [`${location.origin}/other#/settings`, `${location.origin}/other#/settings`],
  ])('%s leads to %s', (text, href) => {
    expect(links(text).map((link) => link.href)).toEqual([href])
    expect(joined(text)).toBe(text)
  })

  test('two of them stand apart', () => {
    expect(links('https://a.example https://b.example').map(({ text }) => text)).toEqual([
      'https://a.example',
      'https://b.example',
    ])
  })

  test.each([
    'javascript:alert(2)',
    ' javascript:alert(2)',
    'JaVaScRiPt:alert(2)',
    'data:image/svg+xml,<svg/onload=alert(2)>',
    'blob:https://a.example/1',
    'file:///etc/passwd',
    'vbscript:x',
    'xhttps://a.example',
    'https://',
    'https://bank.example@evil.example/',
    'mailto:nobody',
    'xmpp:',
    '<img src=x onerror=alert(2)>',
  ])('%s is no link', (text) => {
    expect(tokens(text)).toEqual([{ kind: 'text', text }])
  })

  test('a quote ends a link, so that nothing can follow it into an attribute', () => {
    const [link, ...others] = links('http://a.example/__proto__?"onfocus=alert(2) autofocus="')
    expect(link?.href).toBe('http://a.example/__proto__')
    expect(others).toEqual([])
    expect(Object.hasOwn(Object.prototype, 'onfocus')).toBe(false)
  })

  test('marks that turn the text around are shown by their code points', () => {
    expect(links('https://a.example/#\u202ecod.exe')[0]?.text).toBe('https://a.example/#⟨U+202E⟩cod.exe')
  })

  test('a name of letters that only look like others is shown as it is asked for', () => {
    expect(links('https://раураl.com/login')[0]?.text).toMatch(/^https:\/\/xn--.*\.com\/login$/u)
    expect(links('https://раураl.com?login')[0]?.text).toMatch(/^https:\/\/xn--/u)
    expect(links('https://a.example/каша')[0]?.text).toBe('https://a.example/каша')
  })
})

test.each([
  '_*'.repeat(8192),
  `http://${'a.'.repeat(8192)}`,
  '('.repeat(16_384),
  `https://a.example/${'('.repeat(16_384)}`,
  `https://a.example/${')'.repeat(16_384)}`,
  'http://'.repeat(2340),
  'mailto:'.repeat(2340),
  'https://a.example '.repeat(910),
  'xmpp:a@b?'.repeat(1820),
])('16 KiB of it are read without going over them again and again: %.20s', (text) => {
  const before = performance.now()
  tokens(text)
  // A way through that is quadratic takes many seconds; a busy machine does not.
  expect(performance.now() - before).toBeLessThan(2000)
})

test('nothing of a text is lost or said twice', () => {
  for (const text of ['', 'a\nb', 'a https://a.example', 'https://a.example b', '𝒳 https://a.example 👍'])
    expect(joined(text)).toBe(text)
})

test('a few emoji and nothing else are a picture', () => {
  for (const text of ['👍', '👩🏽‍🚀 ❤️', '🇩🇪']) expect(isOnlyEmoji(text)).toBe(true)
  for (const text of ['', ' ', '1', '👍 yes', '👍'.repeat(40)]) expect(isOnlyEmoji(text)).toBe(false)
})

test('/me says what somebody does, at the beginning only', () => {
  expect(actionOf('/me waves')).toBe('waves')
  expect(actionOf('/mean')).toBeUndefined()
  expect(actionOf(' /me waves')).toBeUndefined()
})
