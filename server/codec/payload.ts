import type { Element } from '../xmpp/xml.ts'

/** A payload that rides in a message: what it says in JSON, and what to add to an outgoing one. Pure. */
export interface PayloadCodec<In extends object, Out extends object> {
  /** Namespaces, or names, of the children that it reads: without any of them it says nothing. */
  readonly reads: readonly string[]
  parse(message: Element): In
  build(data: Out): Element[]
}
