import { Element, Parser, xml } from '@xmpp/xml'
import parse from 'ltx/lib/parse.js'

export { Element, Parser, parse, xml }

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
