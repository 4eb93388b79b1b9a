import { beforeAll, expect, test } from 'vitest'
import type { Found } from '../../shared/reference/found.ts'
import { type Reference, readReference } from './reference.ts'
import { siteOf } from './site.ts'

let reference: Reference
let site: Map<string, string>
let pages: Map<string, string>
beforeAll(async () => {
  reference = await readReference()
  site = siteOf(reference)
  const isPage = ([path]: [string, string]) => path.endsWith('.html')
  pages = new Map(
    [...site].filter(isPage).map(([path, text]) => [path.replace(/(?:\/index)?\.html$/u, ''), text]),
  )
}, 120_000)

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, value = '']) => value)

test('every slice has its page, and each page a title of its own', () => {
  for (const { name } of reference.slices) expect(pages.has(`docs/${name}`), name).toBe(true)
  const titles = [...pages.values()].flatMap((text) => all(text, /<title>([^<]+)/gu))
  expect(new Set(titles).size).toBe(pages.size)
})

test('nothing in a page needs what its policy forbids', () => {
  for (const [path, text] of pages) {
    // Tags alone: what stands between them is text.
    const tags = all(text, /(<[a-z][^>]*>)/giu)
    const forbidden = tags.filter((tag) =>
      /^<(?:style|script(?! src="\/docs\/)|iframe|base)|\s(?:on\w+|style)=/iu.test(tag),
    )
    expect(forbidden, path).toEqual([])
  }
})

test('every link inside leads somewhere, and no id stands twice', () => {
  const ids = new Map([...pages].map(([path, text]) => [path, all(text, /\sid="([^"]+)"/gu)]))
  for (const [path, found] of ids) expect(new Set(found).size, path).toBe(found.length)
  const broken = [...pages].flatMap(([path, text]) =>
    all(text, /<a [^>]*?href="([^"]+)"/gu)
      .filter((href) => href !== '/' && !href.startsWith('https://'))
      .filter((href) => {
        const { pathname, hash } = new URL(href, `http://localhost/${path}`)
        const target = ids.get(pathname.slice(1))
        return target === undefined || (hash !== '' && !target.includes(decodeURIComponent(hash.slice(1))))
      })
      .map((href) => `${path}: ${href}`),
  )
  expect(broken).toEqual([])
})

test('the stanzas of examples stay text', () => {
  for (const [path, text] of pages) {
    const elements = new Set(all(text, /<([a-z][\w-]*)/giu))
    for (const name of ['message', 'presence', 'iq', 'x', 'query', 'item'])
      expect(elements.has(name), `${path}: ${name}`).toBe(false)
  }
})

test('an event says which way it goes, what it must have, how long it may be, and what it is refused with', () => {
  const muc = pages.get('docs/muc') ?? ''
  const join = muc.slice(muc.indexOf('id="xmpp.muc.join"'), muc.indexOf('id="xmpp.muc.forget"'))
  for (const words of [
    'page → gateway',
    'acknowledgement optional',
    'required',
    'at most 1023 bytes',
    'Missing &#39;room&#39; key',
    'wrong-password',
    'members-only',
  ])
    expect(join).toContain(words)
})

test('the index of the search has every event with its keys and its documents', () => {
  const index: Found[] = JSON.parse(site.get('docs/search.json') ?? '[]')
  expect(index).toHaveLength(reference.slices.flatMap(({ entries }) => entries).length)
  const join = index.find(({ n }) => n === 'xmpp.muc.join')
  expect(join?.h).toBe('/docs/muc#xmpp.muc.join')
  expect(join?.k.split(' ')).toEqual(expect.arrayContaining(['nick', 'maxstanzas', 'XEP-0045:']))
})
