import { type Attrs, Element, type Node, Parser } from '@xmpp/xml'
import parse from 'ltx/lib/parse.js'
import { written } from './written.ts'

export { Element, Parser, parse }

/** Ours alone: in the place of all that a message held which cannot be read. */
export const NS_UNREADABLE = 'urn:x-hoverboard:unreadable'

class Built extends Element {
  override toString(): string {
    return written(this)
  }
}

/** An element. Attributes and children that are nothing are left out. */
export function xml(name: string, attrs?: Attrs, ...children: (Node | undefined | null | false)[]): Element {
  // Not ltx's own: it deletes keys of every object of attributes, which makes each a slow one.
  const element = new Built(name)
  if (attrs && areTexts(attrs)) element.attrs = { ...attrs }
  else if (attrs) addTexts(attrs, element.attrs)
  // By index, and shortened from its end: to walk the list while it is written, or to set its length, costs more than
  // all else here.
  const { length } = children
  let count = 0
  for (let index = 0; index < length; index++) {
    const child = children[index]
    if (!child) continue
    if (typeof child !== 'string') child.parent = element
    if (count < index) children[count] = child
    count++
  }
  while (children.length > count) children.pop()
  element.children = children as Node[]
  return element
}

/** An element without children that takes these attributes for its own: nobody else may change them. */
export function bare(name: string, attrs: Record<string, string>): Element {
  const element = new Built(name)
  element.attrs = attrs
  return element
}

/** Most are all text: an object is copied as a whole for much less than key by key. */
function areTexts(attrs: Attrs): attrs is Record<string, string> {
  let isText = false
  for (const key in attrs) {
    isText = typeof attrs[key] === 'string'
    if (!isText) break
  }
  return isText
}

function addTexts(attrs: Attrs, texts: Element['attrs']): void {
  for (const key in attrs) {
    const value = attrs[key]
    if (value !== undefined && value !== null) texts[key] = String(value)
  }
}

/** The first child of that name and namespace, without the list that ltx makes of all such. */
export function childOf(element: Element, name: string, xmlns: string): Element | undefined {
  for (const child of element.children)
    if (typeof child !== 'string' && isNamed(child, name) && child.getNS() === xmlns) return child
  return undefined
}

/** The child elements of a namespace, whatever their names; text between them is skipped. */
export function childrenOf(element: Element, xmlns: string): Element[] {
  const found: Element[] = []
  for (const child of element.children)
    if (typeof child !== 'string' && child.getNS() === xmlns) found.push(child)
  return found
}

/** By its own name, without a prefix. */
export function isNamed(element: Element, name: string): boolean {
  return element.name === name || (element.name.length > name.length && element.getName() === name)
}

/** The text of a child in the stanza's own namespace (a `<body xmlns='urn:x'/>` is somebody else's). */
export function ownText(stanza: Element, name: string): string | undefined {
  const xmlns = stanza.getNS()
  for (const child of stanza.children)
    if (typeof child !== 'string' && child.name === name && child.getNS() === xmlns) return child.getText()
  return undefined
}
