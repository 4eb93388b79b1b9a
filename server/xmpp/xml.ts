import { type Attrs, Element, type Node, Parser } from '@xmpp/xml'
import parse from 'ltx/lib/parse.js'
import { written } from './written.ts'

export { Element, Parser, parse }

class Built extends Element {
  override toString(): string {
    return written(this)
  }
}

/** An element. Attributes and children that are nothing are left out. */
export function xml(name: string, attrs?: Attrs, ...children: (Node | undefined | null | false)[]): Element {
  // Not ltx's own: it deletes keys of every object of attributes, which makes each a slow one.
  const element = new Built(name)
  for (const key in attrs) {
    const value = attrs[key]
    if (value !== undefined && value !== null) element.attrs[key] = String(value)
  }
  let count = 0
  for (const child of children) {
    if (!child) continue
    children[count++] = child
    if (typeof child !== 'string') child.parent = element
  }
  if (count < children.length) children.length = count
  element.children = children as Node[]
  return element
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
function isNamed(element: Element, name: string): boolean {
  return element.name === name || (element.name.length > name.length && element.getName() === name)
}

/** The text of a child in the stanza's own namespace (a `<body xmlns='urn:x'/>` is somebody else's). */
export function ownText(stanza: Element, name: string): string | undefined {
  const xmlns = stanza.getNS()
  for (const child of stanza.children)
    if (typeof child !== 'string' && child.name === name && child.getNS() === xmlns) return child.getText()
  return undefined
}
