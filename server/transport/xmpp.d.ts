// @xmpp/xml ships no types: these are the parts that we use.
declare module '@xmpp/xml' {
  export type Attrs = Record<string, string | number | undefined | null>
  export type Node = Element | string
  export class Element {
    constructor(name: string, attrs?: Attrs | string)
    name: string
    parent: Element | null
    children: Node[]
    attrs: Record<string, string>
    is(name: string, xmlns?: string): boolean
    getName(): string
    getNS(): string | undefined
    getChild(name: string, xmlns?: string): Element | undefined
    getChildren(name: string, xmlns?: string): Element[]
    getChildElements(): Element[]
    getChildText(name: string, xmlns?: string): string | null
    getText(): string
    text(): string
    attr(name: string): string | undefined
    c(name: string, attrs?: Attrs | string): Element
    cnode(child: Element): Element
    t(text: string): Element
    append(...nodes: Node[]): void
    remove(child: Element | string, xmlns?: string): Element
    root(): Element
    up(): Element
    toString(): string
  }
  export class Parser {
    root: Element | null
    cursor: Element | null
    on(event: 'start' | 'element' | 'end', listener: (element: Element) => void): this
    on(event: 'error', listener: (error: Error) => void): this
    onStartElement(name: string, attrs: Record<string, string>): void
    onEndElement(name: string): void
    onText(text: string): void
    write(data: string): void
  }
  export function xml(name: string, attrs?: Attrs, ...children: (Node | undefined | null | false)[]): Element
  export function escapeXML(text: string): string
  export function escapeXMLText(text: string): string
}
declare module 'ltx/lib/parse.js' {
  import type { Element } from '@xmpp/xml'
  export default function parse(text: string): Element
}
