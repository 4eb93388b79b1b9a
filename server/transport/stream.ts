import type { Socket } from 'node:net'
import { StringDecoder } from 'node:string_decoder'
import { type Element, Parser } from '@xmpp/xml'
import { PlainText } from './plainText.ts'
import { acknowledgement } from './streamManagement.ts'
import { LoginFailure, NS } from './types.ts'

// A room's list of people comes in one stanza, at some 100 bytes for each of them.
const MAX_STANZA_BYTES = 4 * 1024 * 1024
const MAX_DEPTH = 256
/** So much does not wait for the end of the turn: a server reads the first of many while the rest is still being made. */
const MOST_PENDING = 4 * 1024
/** No namespace that anybody can name, and none that anybody asks for. */
export const NONE = ' '

class BoundedParser extends Parser {
  #depth = 0

  override onStartElement(name: string, attrs: Record<string, string>): void {
    if (++this.#depth > MAX_DEPTH) throw new LoginFailure('protocol', 'The server nests elements too deeply')
    // Namespaces in XML §6.2: an empty one is none. To ltx it would be that of the parent, and the element one of ours.
    if (attrs.xmlns === '') attrs.xmlns = NONE
    super.onStartElement(name, attrs)
  }

  override onEndElement(name: string): void {
    this.#depth--
    super.onEndElement(name)
  }

  // RFC 6120 §11.7: white space between stanzas is a keep-alive; it must not pile up in the root element.
  override onText(text: string): void {
    if (this.cursor !== null && this.cursor !== this.root) super.onText(text)
  }
}

// xmpp-ftw asks a stanza for its root and means the stanza, whose namespace is of the stream around it all the same.
function itself(this: Element): Element {
  return this
}

/** What the stream tells its owner. After `closed` nothing more comes. */
export interface StreamOwner {
  element(element: Element): void
  closed(cause: LoginFailure): void
}

/**
 * One XML stream (RFC 6120 §4) over a socket that may become a TLS socket on the way. Own rather than
 * @xmpp/connection: that one decodes each chunk by itself, throws where nobody catches, and sends in any state.
 */
export class XmlStream {
  #socket: Socket
  #parser: Parser | undefined
  #decoder = new StringDecoder('utf8')
  #owner: StreamOwner
  #pending = ''
  #flushing = false
  #closed = false
  #bytesInStanza = 0
  #plain = new PlainText()
  /** What follows the last tag. */
  #rest = ''
  #head: string | undefined = ''
  lastHeardAt = performance.now()
  /** XEP-0352 §3.1: the server wants to know whether somebody looks. */
  takesState = false

  constructor(socket: Socket, owner: StreamOwner) {
    this.#socket = socket
    this.#owner = owner
    this.#listen()
  }

  get socket(): Socket {
    return this.#socket
  }

  /** Bytes that the network has not taken yet. */
  get unsentBytes(): number {
    return this.#socket.writableLength + this.#pending.length
  }

  /** Sends the stream header and forgets all of the stream before it. */
  open(domain: string): void {
    this.#resetParser()
    this.write(
      `<?xml version='1.0'?><stream:stream xmlns='${NS.client}' xmlns:stream='${NS.stream}' version='1.0' xml:lang='en' to='${domain}'>`,
    )
  }

  /** Goes out at the end of this turn, together with whatever else is written in it, or as soon as that is much. */
  write(xml: string): void {
    if (this.#closed) return
    this.#pending += xml
    if (this.#pending.length >= MOST_PENDING) this.#flush()
    if (this.#pending === '' || this.#flushing) return
    this.#flushing = true
    process.nextTick(() => this.#flush())
  }

  /** No stanza: neither counted nor acknowledged (XEP-0198 §4). */
  indicate(state: 'active' | 'inactive'): void {
    if (this.takesState) this.write(`<${state} xmlns='${NS.csi}'/>`)
  }

  /** Hands the bare socket over to TLS: nothing of it is read here any more. */
  detach(): Socket {
    this.#flush()
    this.#parser = undefined
    for (const event of ['data', 'error', 'close', 'end']) this.#socket.removeAllListeners(event)
    this.#socket.on('error', () => {})
    return this.#socket
  }

  attach(socket: Socket): void {
    this.#socket = socket
    this.#decoder = new StringDecoder('utf8')
    this.#listen()
  }

  /**
   * Says good-bye (§4.4) and lets go of the socket after a moment. `handled`: so many stanzas are acknowledged before
   * (XEP-0198 §4); for any that is not, Prosody 0.12 tells its sender that it could not be delivered.
   */
  close(handled?: number): void {
    if (this.#closed) return
    if (handled !== undefined) this.#pending += acknowledgement(handled)
    this.#pending += '</stream:stream>'
    this.#flush()
    this.#closed = true
    const socket = this.#socket
    socket.end()
    setTimeout(() => socket.destroy(), 1000).unref()
    this.#owner.closed(new LoginFailure('disconnected'))
  }

  destroy(cause: LoginFailure): void {
    if (this.#closed) return
    this.#closed = true
    this.#parser = undefined
    this.#socket.destroy()
    this.#owner.closed(cause)
  }

  #flush(): void {
    this.#flushing = false
    if (this.#pending === '' || this.#closed) return
    const text = this.#pending
    this.#pending = ''
    this.#socket.write(text)
  }

  #resetParser(): void {
    const parser = new BoundedParser()
    this.#plain = new PlainText()
    this.#rest = ''
    this.#head = ''
    this.#bytesInStanza = 0
    parser.on('start', (root) => {
      if (this.#parser === parser && !root.is('stream', NS.stream))
        this.destroy(new LoginFailure('protocol', 'This is no XMPP server'))
    })
    parser.on('element', (element) => {
      this.#bytesInStanza = 0
      element.root = itself
      if (this.#parser === parser && !this.#closed) this.#owner.element(element)
    })
    parser.on('end', () => {
      if (this.#parser === parser)
        this.destroy(new LoginFailure('disconnected', 'The server closed the stream'))
    })
    parser.on('error', () => {
      if (this.#parser === parser) this.destroy(new LoginFailure('protocol', 'The server sent broken XML'))
    })
    this.#parser = parser
  }

  #listen(): void {
    const socket = this.#socket
    socket.on('data', (chunk: Buffer) => this.#read(chunk))
    socket.on('error', (error: NodeJS.ErrnoException) =>
      this.destroy(new LoginFailure('disconnected', error.code ?? 'The connection broke')),
    )
    socket.on('close', () => this.destroy(new LoginFailure('disconnected', 'The connection closed')))
  }

  #read(chunk: Buffer): void {
    this.lastHeardAt = performance.now()
    const text = this.#plain.read(this.#skipDeclaration(this.#decoder.write(chunk)))
    if (this.#parser === undefined) return
    // RFC 6120 §11.1: no comments, processing instructions, or document types; a raw `<` stands nowhere else.
    if (text.includes('<?') || text.includes('<!')) {
      this.destroy(new LoginFailure('protocol', 'The server sent XML that XMPP forbids'))
      return
    }
    this.#bytesInStanza += chunk.length
    // Where no tag follows, ltx looks for one from each character on: text waits for its tag.
    const end = text.lastIndexOf('>') + 1
    const whole = end > 0 ? this.#rest + text.slice(0, end) : ''
    this.#rest = end > 0 ? text.slice(end) : this.#rest + text
    try {
      if (whole !== '') this.#parser.write(whole)
    } catch (error) {
      this.destroy(
        error instanceof LoginFailure ? error : new LoginFailure('protocol', 'The server sent broken XML'),
      )
      return
    }
    if (this.#bytesInStanza > MAX_STANZA_BYTES)
      this.destroy(new LoginFailure('protocol', 'The server sent a stanza that is too large'))
  }

  // ltx never finds the end of an XML declaration that two packets share.
  #skipDeclaration(text: string): string {
    if (this.#head === undefined) return text
    const head = this.#head + text
    const declaration = /^\s*<\?xml\s[^<>]*\?>/u.exec(head)?.[0]
    const isPartial = declaration === undefined && head.length < 256 && /^\s*(?:<(?:\?[^<>]*)?)?$/u.test(head)
    this.#head = isPartial ? head : undefined
    return isPartial ? '' : head.slice(declaration?.length ?? 0)
  }
}
