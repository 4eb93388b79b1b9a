import { expect, test } from 'vitest'
import { Reason } from '#protocol/define.ts'
import { hasWords } from './i18n.ts'
import { sentence } from './sentence.ts'

const files = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.{ts,tsx}'], {
  eager: true,
  query: '?raw',
  import: 'default',
})
const locales = import.meta.glob<Record<string, string>>('../locales/en/**/*.json', {
  eager: true,
  import: 'default',
})
const PLURAL = /_(?:zero|one|two|few|many|other)$/u
const sources = Object.values(files).join('\n')
// `slice:some.key`, or the fixed beginning of a key that is computed.
const asked = new Set(
  [...sources.matchAll(/['"`]([a-z][A-Za-z]*:[A-Za-z][\w.-]*)['"`]/gu)].map((match) => match[1] ?? ''),
)
const beginnings = [...sources.matchAll(/`([a-z][A-Za-z]*:[\w.-]*)\$\{/gu)].map((match) => match[1] ?? '')

const words = Object.entries(locales).map(([path, keys]) => ({
  slice: path.replace(/^.*\/|\.json$/gu, ''),
  keys: Object.keys(keys),
}))
const slices = words.map(({ slice }) => slice)
const known = words.flatMap(({ slice, keys }) => keys.map((key) => `${slice}:${key}`))

test('every word that the page asks for exists', () => {
  const missing = [...asked].filter(
    (key) => slices.includes(key.split(':')[0] ?? '') && !hasWords(key) && !known.includes(`${key}_other`),
  )
  expect(missing).toEqual([])
})

test('no word is kept that nothing asks for', () => {
  const unused = known.filter((key) => {
    const plain = key.replace(PLURAL, '')
    if (asked.has(key) || asked.has(plain)) return false
    // Failures are looked up by their reason or condition.
    if (/^errors:|:error\./u.test(key)) return false
    return !beginnings.some((beginning) => plain.startsWith(beginning))
  })
  expect(unused).toEqual([])
})

test('every reason has a sentence of its own', () => {
  const unknown = sentence({ type: 'cancel' })
  for (const reason of Reason.options) expect(sentence({ type: 'cancel', reason }), reason).not.toBe(unknown)
})

test('the narrowest sentence wins, and the server speaks where we have none', () => {
  expect(sentence({ type: 'cancel', condition: 'conflict' }, 'occupants')).toContain('owner')
  expect(sentence({ type: 'cancel', condition: 'new-one', description: 'Tea first' })).toContain('Tea first')
})
