import { expect, test } from 'vitest'
import { isTrusted } from './slotTrust.ts'

const OWN = { domains: ['upload.hill.example', 'hill.example'], origins: [] }
const NAMED = { ...OWN, origins: ['http://127.0.0.1:5280', 'https://files.example.org:8443'] }

test.each([
  'https://upload.hill.example/4a771ac1/almanac.jpg',
  'https://upload.hill.example:5281/upload/4a771ac1/almanac.jpg?token=1',
  'https://hill.example:5443/upload/a',
  'https://files.hill.example/a',
  'https://UPLOAD.Hill.Example/a',
])('S32: %s is the service’s own', (url) => {
  expect(isTrusted(url, OWN)).toBe(true)
})

test.each([
  'http://10.0.0.1/put',
  'https://10.0.0.1/put',
  'https://[::1]/put',
  'https://[fd00::1]/put',
  'https://0x7f000001/put',
  'https://2130706433/put',
  'http://upload.hill.example/put',
  'https://elsewhere.example/put',
  'https://evilhill.example/put',
  'https://hill.example.evil.example/put',
  'https://hill.example@evil.example/put',
  'https://marty:secret@upload.hill.example/put',
  'https://upload.hill.example#/put#a',
  'https://upload.hill.example\\@evil.example/put',
  'https://upload.hill.example/\r\nHost: evil.example',
  ' https://upload.hill.example/put',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://upload.hill.example/1',
  'ftp://upload.hill.example/put',
  '//upload.hill.example/put',
  '/put',
  '',
  'http://127.0.0.1:5280/put',
  'http://localhost/put',
])('S32: %j is nobody’s place for a file', (url) => {
  expect(isTrusted(url, OWN)).toBe(false)
})

test('S32: what the operator named is trusted as it was named, and nothing beside it', () => {
  const trusted = ['http://127.0.0.1:5280/file_share/a', 'https://files.example.org:8443/a']
  const others = [
    'http://127.0.0.1:5281/a',
    'http://127.0.0.1/a',
    'https://127.0.0.1:5280/a',
    'http://marty@127.0.0.1:5280/a',
    'https://files.example.org/a',
    'http://files.example.org:8443/a',
  ]
  expect(trusted.filter((url) => isTrusted(url, NAMED))).toEqual(trusted)
  expect(others.filter((url) => isTrusted(url, NAMED))).toEqual([])
})

test('a domain in letters beyond ASCII is the one that a browser asks', () => {
  const trust = { domains: ['höverboard.example'], origins: [] }
  expect(isTrusted('https://xn--hverboard-07a.example/a', trust)).toBe(true)
})
