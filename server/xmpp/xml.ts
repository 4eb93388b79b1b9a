import { type Attrs, Element, type Node, Parser } from '@xmpp/xml'
import parse from 'ltx/lib/parse.js'

export { Element, Parser, parse }

/** An element. Attributes and children that are nothing are left out. */
export function xml(name: string, attrs?: Attrs, ...children: (Node | undefined | null | false)[]): Element {
  // Not ltx's own: it deletes keys of every object of attributes, which makes each a slow one.
  const element = new Element(name)
  for (const key in attrs) {
    const value = attrs[key]
    if (value !== undefined && value !== null) element.attrs[key] = String(value)
  }
  for (const child of children) {
    if (!child) continue
    element.children.push(child)
    if (typeof child !== 'string') child.parent = element
  }
  return element
}

/** The child elements of a namespace, whatever their names; text between them is skipped. */
export function childrenOf(element: Element, xmlns: string): Element[] {
  return element.getChildElements().filter((child) => child.getNS() === xmlns)
}

/** The text of a child in the stanza's own namespace (a `<body xmlns='urn:x'/>` is somebody else's). */
export function ownText(stanza: Element, name: string): string | undefined {
  const xmlns = stanza.getNS()
  const child = stanza.getChildElements().find((each) => each.name === name && each.getNS() === xmlns)
  return child?.getText()
}
