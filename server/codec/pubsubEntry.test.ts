import { expect, test } from 'vitest'
import { Content, Entry } from '#protocol/pubsubEntry.ts'
import { parse, xml } from '../xmpp/xml.ts'
import { buildEntry, parseEntry } from './pubsubEntry.ts'

const ATOM = 'http://www.w3.org/2005/Atom'
const MADE = { id: 'urn:made', updated: '1985-10-26T01:21:00Z' }

const build = (content: unknown) => {
  const { draft } = Content.parse(content as never)
  const item = xml('item', {}, ...(buildEntry(draft, MADE) ?? []))
  return item.children.map(String).join('')
}
const read = (inside: string) => {
  const entry = parseEntry(parse(`<item xmlns='http://jabber.org/protocol/pubsub'>${inside}</item>`))
  expect(Entry.parse(entry)).toEqual(entry)
  return entry
}
const atomOf = (inside: string) => read(`<entry xmlns='${ATOM}'>${inside}</entry>`)

test('what an Atom entry must have and was not given is made up; what was given stays', () => {
  expect(build({ atom: { title: 'Flux' } })).toBe(
    `<entry xmlns="${ATOM}"><id>urn:made</id><title>Flux</title><updated>1985-10-26T01:21:00Z</updated></entry>`,
  )
  expect(build({ atom: { id: 'a', updated: 'b' } })).toBe(
    `<entry xmlns="${ATOM}"><id>a</id><updated>b</updated></entry>`,
  )
})

test('pictures need an entry and make one', () => {
  expect(build({ media: ['p1', '', null] })).toBe(
    `<entry xmlns="${ATOM}"><id>urn:made</id><updated>1985-10-26T01:21:00Z</updated><media xmlns="http://buddycloud.org/v1/media"><item id="p1"/></media></entry>`,
  )
})

test('the kinds come in their order; JSON and text only into an item that is empty', () => {
  expect(build({ tune: true, json: { a: 1 }, body: 'x' })).toBe(
    '<tune xmlns="http://jabber.org/protocol/tune"/>',
  )
  expect(build({ tune: {} })).toBe('<tune xmlns="http://jabber.org/protocol/tune"/>')
  expect(build({ tune: { length: 0, rating: 5, title: false } })).toBe(
    '<tune xmlns="http://jabber.org/protocol/tune"><rating>5</rating></tune>',
  )
  expect(build({ json: { a: 1 }, body: 'x' })).toBe('<json xmlns="urn:xmpp:json:0">{"a":1}</json>')
})

test.each([
  ['text', '<body>text</body>'],
  [7, '<body>7</body>'],
  [true, '<body>true</body>'],
  [{ body: '<b>' }, '<body>&lt;b&gt;</body>'],
  [{ json: null }, '<json xmlns="urn:xmpp:json:0">null</json>'],
  [{ json: false }, '<json xmlns="urn:xmpp:json:0">false</json>'],
  [{ json: ['\ufffe\ud83d\u0000'] }, '<json xmlns="urn:xmpp:json:0">["\\ufffe\\ud83d\\u0000"]</json>'],
])('%j is published as %s', (content, stanza) => {
  expect(build(content)).toBe(stanza)
})

test('content is an object or text, escaped unless it is XHTML', () => {
  const content = (value: unknown) => /<content.*<\/content>/u.exec(build({ atom: { content: value } }))?.[0]
  expect(content('a < b')).toBe('<content>a &lt; b</content>')
  expect(content({ content: '<p/>', type: 'html', base: 'b' })).toBe(
    '<content type="html" xml:base="b">&lt;p/&gt;</content>',
  )
  expect(content({ content: '<p>a &amp; b</p>', type: 'xhtml', lang: 'en' })).toBe(
    '<content type="xhtml" xml:lang="en"><p>a &amp; b</p></content>',
  )
})

test.each([
  '<p>',
  '<p/><p/>',
  'text',
  '<p/>text',
  '<x:p/>',
  '<p a="&#0;"/>',
  '</content><iq/>',
  '',
  '<p><![CDATA[',
])('XHTML %j is not one well-formed element: nothing is built', (markup) => {
  const { draft } = Content.parse({ atom: { content: { content: markup, type: 'xhtml' } } })
  expect(buildEntry(draft, MADE)).toBeUndefined()
})

test('what was published comes back as it was given', () => {
  const given = {
    atom: {
      id: 'tag:1',
      title: 'Flux & <co>',
      updated: 'u',
      published: 'p',
      summary: 's',
      content: {
        content: '<div xmlns="http://www.w3.org/1999/xhtml">a &amp; b</div>',
        type: 'xhtml',
        lang: 'en',
      },
      author: { name: 'Doc', email: 'd@x', uri: 'xmpp:d@x' },
      contributors: [{ name: 'Marty' }],
      categories: ['time'],
      links: [{ rel: 'alternate', href: 'https://x/' }],
    },
    media: ['p1'],
    'in-reply-to': { ref: 'tag:0', type: 't', href: 'h' },
    activity: {
      verb: 'post',
      target: { id: 'x', 'object-type': 'car' },
      object: { 'object-type': 'note' },
      author: { 'object-type': 'person' },
    },
    review: { rating: 5 },
  }
  expect(read(build(given))).toEqual(given)
  for (const other of [
    { json: { a: [1, null, 'x'] } },
    { body: 'a & b' },
    { tune: { artist: 'Berry', length: 161, rating: 8, source: 's', title: 't', track: '3', uri: 'u' } },
  ])
    expect(read(build(other))).toEqual(other)
})

test('a name counts only in its namespace', () => {
  expect(read("<body xmlns='urn:x'>forged</body><body>real</body>")).toEqual({ body: 'real' })
  expect(read("<entry xmlns='urn:x'><title>t</title></entry>")).toEqual({})
  expect(read("<json xmlns='urn:x'>{}</json>")).toEqual({})
  expect(atomOf("<title xmlns='urn:x'>forged</title><title>real</title>")).toEqual({
    atom: { title: 'real' },
  })
  expect(atomOf("<a:verb xmlns:a='urn:x'>post</a:verb><verb>post</verb>")).toEqual({ atom: {} })
  expect(
    read(
      `<a:entry xmlns:a='${ATOM}' xmlns:v='http://activitystrea.ms/spec/1.0/'><a:title>t</a:title><v:verb>post</v:verb></a:entry>`,
    ),
  ).toEqual({ atom: { title: 't' }, activity: { verb: 'post' } })
})

test('an item that only mentions a namespace is what it is', () => {
  expect(
    read('<body>http://activitystrea.ms/spec/1.0/ and http://purl.org/syndication/thread/1.0</body>'),
  ).toEqual({
    body: 'http://activitystrea.ms/spec/1.0/ and http://purl.org/syndication/thread/1.0',
  })
  expect(atomOf('<title>xmlns:activity="http://activitystrea.ms/spec/1.0/"</title>')).toEqual({
    atom: { title: 'xmlns:activity="http://activitystrea.ms/spec/1.0/"' },
  })
})

test('one entry says nothing of the next', () => {
  expect(atomOf('<title>a</title><category term="x"/>')).toEqual({ atom: { title: 'a', categories: ['x'] } })
  expect(atomOf('<summary>b</summary>')).toEqual({ atom: { summary: 'b' } })
})

const nested = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times)

test.each([
  ['nothing', '', {}],
  ['text alone', 'text', {}],
  ['no JSON at all', "<json xmlns='urn:xmpp:json:0'/>", {}],
  ['half of some JSON', "<json xmlns='urn:xmpp:json:0'>{</json>", {}],
  ['bottomless JSON', `<json xmlns='urn:xmpp:json:0'>${nested('[', ']', 5000)}</json>`, {}],
  ['bottomless XML', nested('<a>', '</a>', 5000), {}],
  ['a bottomless body', `<body>${nested('<a>', '</a>', 5000)}</body>`, {}],
  [
    'a length that is none',
    "<tune xmlns='http://jabber.org/protocol/tune'><length>x</length></tune>",
    { tune: {} },
  ],
  ['JSON and something else', "<json xmlns='urn:xmpp:json:0'>1</json><other xmlns='urn:x'/>", {}],
])('%s is no trouble', (_, inside, entry) => {
  expect(read(inside)).toEqual(entry)
})

test('JSON brings no prototype along', () => {
  const entry = read(
    `<json xmlns='urn:xmpp:json:0'>{"__proto__":{"isAdmin":1},"a":[{"__proto__":1,"b":2}]}</json>`,
  )
  expect(entry).toEqual({ json: { a: [{ b: 2 }] } })
  expect(Object.keys((entry.json as { a: object[] }).a[0] ?? {})).toEqual(['b'])
  expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined()
})
