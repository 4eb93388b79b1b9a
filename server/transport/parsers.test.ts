import { execFileSync } from 'node:child_process'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type { Element } from '@xmpp/xml'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NONE, XmlStream } from './stream.ts'

// S17: where two parsers read one text differently, a stanza can be smuggled past the one inside the other. Both servers
// parse with expat; so does this.
const EXPAT = `
import sys, json
from xml.parsers import expat
def read(text):
    parser = expat.ParserCreate('utf-8', ' ')
    parser.buffer_text = True
    stack = [['', [], []]]
    def start(name, attrs):
        element = [name, sorted([k, v] for k, v in attrs.items()), []]
        stack[-1][2].append(element)
        stack.append(element)
    def end(name):
        stack.pop()
    def data(text):
        stack[-1][2].append(text)
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, data
    try:
        parser.Parse(text.encode('utf-8', 'surrogatepass'), True)
    except expat.ExpatError:
        return None
    return [child for child in stack[0][2][0][2] if isinstance(child, list)]
print(json.dumps([read(text) for text in json.load(sys.stdin)]))
`
const HEADER =
  "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>"
const XML = 'http://www.w3.org/XML/1998/namespace'
const END = '</stream:stream>'
const COUNT = 10_000

type Tree = [name: string, attrs: [string, string][], children: (Tree | string)[]]

const nameOf = (name: string, find: (prefix: string) => string | undefined, own?: string) => {
  const [prefix = '', local] = name.split(':')
  if (local === undefined) return own ? `${own} ${name}` : name
  return `${prefix === 'xml' ? XML : find(prefix)} ${local}`
}

function treeOf(element: Element): Tree {
  // Not among the types.
  const { findNS } = element as unknown as { findNS(prefix: string): string | undefined }
  const find = (prefix: string) => findNS.call(element, prefix)
  const attrs = Object.entries(element.attrs as Record<string, string>)
    .filter(([name]) => !/^xmlns(?::|$)/u.test(name))
    .map(([name, value]): [string, string] => [nameOf(name, find), value])
  const children: (Tree | string)[] = []
  for (const child of element.children) {
    const last = children.at(-1)
    if (typeof child !== 'string') children.push(treeOf(child))
    else if (typeof last === 'string') children[children.length - 1] = last + child
    else if (child !== '') children.push(child)
  }
  return [
    nameOf(element.name, find, element.getNS() === NONE ? undefined : element.getNS()),
    attrs.sort(),
    children,
  ]
}

/** As our stream reads it; nothing where it ended the stream. */
function ours(text: string): Tree[] | undefined {
  const socket = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() })
  const trees: Tree[] = []
  let isOver = false
  const stream = new XmlStream(socket as Socket, {
    element: (element) => trees.push(treeOf(element)),
    closed: ({ text: why }) => {
      isOver ||= why !== 'The server closed the stream'
    },
  })
  stream.open('hill.valley')
  socket.emit('data', Buffer.from(HEADER + text + END))
  return isOver ? undefined : trees
}

const NAMES = [
  'body',
  'message',
  'x',
  'iq',
  'stream:stream',
  'p:x',
  'q:message',
  'stream:x',
  'a.b',
  'a-b',
  'é',
  'constructor',
  'xmlnsx',
]
const ATTRS = ['from', 'to', 'id', 'xml:lang', 'p:from', 'q:to', 'stream:id', 'a.b', 'toString', 'length']
const VALUES = [
  'a',
  '',
  'a@b/c',
  '&lt;/message&gt;',
  '&amp;lt;',
  '&quot;&apos;',
  '>',
  '/>',
  ']]',
  '&#60;',
  '&#x10FFFF;',
  '\u{1f680}',
  '/&#39;',
]
const SPACES = ['jabber:client', 'urn:x', '', 'http://etherx.jabber.org/streams', 'urn:p']
const TEXTS = [...VALUES, ' ', '\n', '=\'"', '\t']
const BROKEN = [
  '<',
  '&',
  '&x;',
  '</x>',
  '<x',
  "<x a='1' a='2'/>",
  "<x a='<'/>",
  '<1/>',
  '<u:x/>',
  '<x a=1/>',
  '<!-- -->',
  '<?x?>',
  '<!DOCTYPE x>',
  ']]>',
  '&#0;',
  "<x a='1'b='2'/>",
  '</stream:stream>',
  '\ufffe',
]

const attribute = fc
  .tuple(
    fc.constantFrom(...ATTRS),
    fc.constantFrom(...VALUES),
    fc.constantFrom("'", '"'),
    fc.constantFrom(' ', '\n ', '\t'),
  )
  .map(([name, value, quote, space]) => ({ name, text: `${space}${name}=${quote}${value}${quote}` }))
const declared = fc
  .tuple(fc.option(fc.constantFrom(...SPACES)), fc.boolean(), fc.constantFrom('urn:p', 'jabber:client'))
  .map(([own, isFirst, p]) => {
    const spaces = own === null ? '' : ` xmlns='${own}'`
    const prefixes = ` xmlns:p='${p}' xmlns:q="urn:q"`
    return isFirst ? spaces + prefixes : prefixes + spaces
  })
const { element } = fc.letrec<{ element: string; child: string }>((tie) => ({
  child: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constantFrom(...TEXTS), tie('element')),
  element: fc
    .tuple(
      fc.constantFrom(...NAMES),
      declared,
      fc.uniqueArray(attribute, { maxLength: 3, selector: ({ name }) => name }),
      fc.array(tie('child'), { maxLength: 4 }),
      fc.constantFrom('', ' ', '\n'),
    )
    .map(([name, spaces, attrs, children, space]) => {
      const head = `<${name}${spaces}${attrs.map(({ text }) => text).join('')}${space}`
      return children.length === 0 ? `${head}/>` : `${head}>${children.join('')}</${name}${space}>`
    }),
}))
const broken = fc
  .tuple(element, fc.constantFrom(...BROKEN), fc.nat())
  .map(
    ([text, part, at]) => text.slice(0, at % (text.length + 1)) + part + text.slice(at % (text.length + 1)),
  )

test(`S17: ${COUNT} texts that expat takes are the same to us, and no other throws`, () => {
  const seed = Number(process.env.SEED ?? 19551105)
  const texts = fc.sample(fc.oneof({ weight: 3, arbitrary: element }, { weight: 1, arbitrary: broken }), {
    numRuns: COUNT,
    seed,
  })
  const input = JSON.stringify(texts.map((text) => HEADER + text + END))
  const output = execFileSync('python3', ['-c', EXPAT], { input, encoding: 'utf8', maxBuffer: 2 ** 28 })
  const expected = JSON.parse(output) as (Tree[] | null)[]
  let taken = 0
  const different: unknown[] = []
  for (const [at, text] of texts.entries()) {
    const mine = ours(text)
    const wanted = expected[at]
    // What XMPP forbids ends the stream even where it is only text (RFC 6120 §11.1); servers write it otherwise.
    if (!wanted || /<[?!](?!\[CDATA\[)/u.test(text)) continue
    taken++
    if (JSON.stringify(mine) !== JSON.stringify(wanted)) different.push({ text, mine, wanted })
  }
  expect(different.slice(0, 3)).toEqual([])
  expect(taken).toBeGreaterThan(COUNT / 2)
})
