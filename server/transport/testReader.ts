import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type { Element } from '@xmpp/xml'
import { NONE, XmlStream } from './stream.ts'
import type { Tree } from './testExpat.ts'

export const HEADER =
  "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>"
export const END = '</stream:stream>'
const XML = 'http://www.w3.org/XML/1998/namespace'

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

/** A stream in these packets, header and end around them, as ours reads it; nothing where it ended the stream. */
export function readAsWeDo(packets: readonly Buffer[]): Tree[] | undefined {
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
  for (const packet of [Buffer.from(HEADER), ...packets, Buffer.from(END)]) socket.emit('data', packet)
  return isOver ? undefined : trees
}
