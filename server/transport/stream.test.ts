import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type { Element } from '@xmpp/xml'
import { expect, test } from 'vitest'
import { XmlStream } from './stream.ts'
import type { LoginFailure } from './types.ts'

const HEADER =
  "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>"

/** A stream over a socket that only the test moves. */
function open() {
  const written: string[] = []
  const socket = new Duplex({
    read() {},
    write(chunk, _encoding, done) {
      written.push(String(chunk))
      done()
    },
  })
  const elements: Element[] = []
  const closed: LoginFailure[] = []
  const stream = new XmlStream(socket as Socket, {
    element: (element) => elements.push(element),
    closed: (cause) => closed.push(cause),
  })
  stream.open('hill.valley')
  const hear = (bytes: string | Buffer) => socket.emit('data', Buffer.from(bytes as string))
  return { stream, socket, written, elements, closed, hear }
}

function opened() {
  const all = open()
  all.hear(HEADER)
  return all
}

const BODY = 'é Ж 漢 𝄞 👩‍🚀 \u{10ffff}'

test('house trap 9, J1: no character is damaged by where a packet ends, at any offset', () => {
  const bytes = Buffer.from(`<message from='Ж@hill.valley/🚀'><body>${BODY}</body></message>`)
  for (let cut = 1; cut < bytes.length; cut++) {
    const { hear, elements } = opened()
    hear(bytes.subarray(0, cut))
    hear(bytes.subarray(cut))
    expect(elements[0]?.getChildText('body')).toBe(BODY)
    expect(elements[0]?.attrs.from).toBe('Ж@hill.valley/🚀')
  }
})

test('F20: every byte may come alone', () => {
  const { hear, elements, closed } = open()
  const text = `<?xml version='1.0'?>${HEADER}<message><body>&lt;${BODY}&#x1F680; <![CDATA[ < & ]]]]></body></message>`
  for (const byte of Buffer.from(text)) hear(Buffer.from([byte]))
  expect(closed).toEqual([])
  expect(elements[0]?.getChildText('body')).toBe(`<${BODY}🚀  < & ]]`)
})

test('a stream may begin with white space, or without an XML declaration', () => {
  for (const start of ['\n', '\n<?xml version="1.0" encoding="UTF-8"?>\n']) {
    const { hear, elements } = open()
    for (const part of `${start}${HEADER}<presence/>`) hear(part)
    expect(elements).toHaveLength(1)
  }
})

test('text after a CDATA section belongs to the body as well, wherever packets end', () => {
  const bytes = Buffer.from('<message><body>a<![CDATA[<b/>&amp;]]]]>c<![CDATA[>]]>d&lt;</body></message>')
  for (let cut = 0; cut <= bytes.length; cut++) {
    const { hear, elements, closed } = opened()
    hear(bytes.subarray(0, cut))
    hear(bytes.subarray(cut))
    expect(elements[0]?.getChildText('body')).toBe('a<b/>&amp;]]c>d<')
    expect(closed).toEqual([])
  }
})

test('the end of a CDATA section outside of one is text, and harms nobody', () => {
  const { hear, elements, closed } = opened()
  hear('<message><body>a ]]&gt; b ]]> c</body></message><presence/>')
  expect(elements[0]?.getChildText('body')).toBe('a ]]> b ]]> c')
  expect(elements).toHaveLength(2)
  expect(closed).toEqual([])
})

test('several stanzas in one packet come one by one', () => {
  const { hear, elements } = opened()
  hear("<message id='a'/><presence/><iq id='b'/>")
  expect(elements.map(({ name }) => name)).toEqual(['message', 'presence', 'iq'])
})

test.each([
  ['a comment', '<!-- x -->'],
  ['a comment in a stanza', '<message><!-- x --></message>'],
  ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]>'],
  ['a conditional section', '<![INCLUDE[ x ]]>'],
  ['a processing instruction', '<?php x ?>'],
  ['a style sheet', '<?xml-stylesheet href="x"?>'],
  ['an unknown entity', '<message><body>&foo;</body></message>'],
  ['an entity of HTML', '<message><body>&nbsp;</body></message>'],
  ['a character that XML cannot carry', '<message><body>&#0;</body></message>'],
  ['a lone surrogate', '<message><body>&#xD800;</body></message>'],
  ['such a character in an attribute', "<message id='&#11;'/>"],
  ['a wrong end tag', '<message><body></message>'],
])('J2, S51: %s ends the stream and throws nowhere, whole or byte by byte', (_, text) => {
  for (const split of [false, true]) {
    const { hear, closed, elements } = opened()
    for (const part of split ? text : [text]) hear(part)
    hear('<presence/>')
    expect(closed).toMatchObject([{ reason: 'protocol' }])
    expect(elements).toEqual([])
  }
})

test('an end tag before anything else ends the stream', () => {
  const { hear, closed } = open()
  hear('</stream:stream>')
  expect(closed).toMatchObject([{ reason: 'protocol' }])
})

test.each(['<html><body>', "<stream xmlns='jabber:client'>", "<stream:stream xmlns:stream='urn:x'>"])(
  'what is no XMPP stream is told apart from one: %s',
  (text) => {
    const { hear, closed } = open()
    hear(text)
    expect(closed).toMatchObject([{ reason: 'protocol', text: 'This is no XMPP server' }])
  },
)

test('elements nested too deeply end the stream', () => {
  const { hear, closed } = opened()
  hear('<a>'.repeat(255))
  expect(closed).toEqual([])
  hear('<a>')
  expect(closed).toMatchObject([{ reason: 'protocol', text: 'The server nests elements too deeply' }])
})

test('a stanza that is too large ends the stream, and many small ones do not', () => {
  const { hear, closed, elements } = opened()
  const part = 'x'.repeat(64 * 1024)
  for (let i = 0; i < 100; i++) hear(`<message><body>${part}</body></message>`)
  expect(elements).toHaveLength(100)
  hear('<message><body>')
  for (let i = 0; i < 64; i++) hear(part)
  expect(closed).toMatchObject([{ reason: 'protocol', text: 'The server sent a stanza that is too large' }])
})

test('white space between stanzas shows life and is not kept', () => {
  const { stream, hear, elements, closed } = opened()
  const before = stream.lastHeardAt
  for (let i = 0; i < 1000; i++) hear(' ')
  hear('<presence/>')
  expect(stream.lastHeardAt).toBeGreaterThan(before)
  expect(elements[0]?.parent?.children).toEqual([])
  expect(closed).toEqual([])
})

test('the attributes of a stranger reach no prototype', () => {
  const { hear, elements } = opened()
  hear("<message __proto__='x' constructor='y'/>")
  expect(elements).toHaveLength(1)
  expect(({} as Record<string, unknown>).x).toBeUndefined()
  expect(Object.getPrototypeOf(elements[0]?.attrs)).toBe(Object.prototype)
})

test('J3: data after the socket was handed to TLS, or after the end, is nobody’s', () => {
  const { stream, hear, elements, closed } = opened()
  const socket = stream.detach()
  hear('<presence/>')
  expect(() => socket.emit('error', new Error('late'))).not.toThrow()
  stream.attach(socket)
  hear('<presence/>')
  expect(elements).toEqual([])
  expect(closed).toEqual([])
  stream.close()
  hear(HEADER)
  expect(elements).toEqual([])
  expect(closed).toHaveLength(1)
})

test('half a character before TLS is not the beginning of what comes after', () => {
  const { stream, hear, elements } = opened()
  hear(Buffer.from([0xf0, 0x9f]))
  stream.attach(stream.detach())
  stream.open('hill.valley')
  hear(`<?xml version='1.0'?>${HEADER}<presence/>`)
  expect(elements).toHaveLength(1)
})

test('what is written in one turn leaves in one packet', async () => {
  const { stream, written } = opened()
  stream.write('<a/>')
  stream.write('<b/>')
  await new Promise(setImmediate)
  expect(written).toHaveLength(1)
  expect(written[0]).toMatch(/to='hill.valley'><a\/><b\/>$/u)
})

test('much that is written in one turn does not wait for its end, and leaves once and in order', async () => {
  const { stream, written } = opened()
  stream.write('<a/>')
  expect(written).toEqual([])
  const long = `<message><body>${'x'.repeat(4096)}</body></message>`
  stream.write(long)
  expect(written.join('')).toMatch(/<a\/><message>.*<\/message>$/u)
  stream.write('<b/>')
  await new Promise(setImmediate)
  expect(written).toHaveLength(2)
  expect(written[1]).toBe('<b/>')
})

test('a stream tells its owner of its end once, whoever ends it', () => {
  const { stream, socket, hear, closed } = opened()
  hear('</stream:stream>')
  socket.emit('error', Object.assign(new Error('reset'), { code: 'ECONNRESET' }))
  socket.emit('close')
  stream.close()
  expect(closed).toMatchObject([{ reason: 'disconnected', text: 'The server closed the stream' }])
})

test('the end is said before the socket closes', async () => {
  const { stream, written } = opened()
  stream.write('<presence type="unavailable"/>')
  stream.close()
  await new Promise(setImmediate)
  expect(written.join('')).toMatch(/<presence type="unavailable"\/><\/stream:stream>$/u)
})
