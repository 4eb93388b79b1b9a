import { expect, test } from 'vitest'
import { browserOf } from './browserOf.ts'

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox 128', 'Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.81',
    'Edge 126',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    'Safari 17',
    'macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari 17',
    'iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36',
    'Samsung Internet 25',
    'Android',
  ],
  [
    'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
    'Chrome 126',
    'ChromeOS',
  ],
])('%s', (text, browser, system) => {
  expect(browserOf(text)).toEqual({ browser, system })
})

test('nothing that a stranger wrote is passed on', () => {
  expect(browserOf(undefined)).toEqual({})
  expect(browserOf('<b>\u202ecurl</b>/8\n{"event":"login"}')).toEqual({})
  expect(browserOf('Firefox/99999999999<script> Windows\u0007')).toEqual({
    browser: 'Firefox 9999',
    system: 'Windows',
  })
  expect(browserOf(`${'x'.repeat(100_000)} Firefox/1`)).toEqual({})
})
