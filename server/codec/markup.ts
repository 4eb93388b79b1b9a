import type { Element } from '../xmpp/xml.ts'

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** What an element holds: its text as it reads, or where there is markup, all of it as XML. */
export function markupIn(element: Element): string {
  if (element.getChildElements().length === 0) return element.getText()
  return element.children
    .map((child) =>
      typeof child === 'string' ? child.replace(/[&<>]/gu, (char) => ENTITIES[char] ?? char) : String(child),
    )
    .join('')
}

/** The text of a child of a namespace; undefined where there is no such child. */
export function textIn(parent: Element | undefined, name: string, xmlns: string): string | undefined {
  return parent?.getChild(name, xmlns)?.getText()
}
