import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Socket, connect as tcpConnect } from 'node:net'
import { StringDecoder } from 'node:string_decoder'
import { connect as tlsConnect } from 'node:tls'
import { type Element, Parser } from '@xmpp/xml'
import parse from 'ltx/lib/parse.js'
import { WebSocket } from 'ws'
import type { Account, ServerInfo } from '../servers/testServer.ts'

/**
 * The yardstick: the least an XMPP client can be, over RFC 7395 (WebSocket) or RFC 6120 (TCP and STARTTLS).
 * It signs in with SCRAM, parses each stanza into a tree, and does nothing else.
 */
export interface RawOptions {
  kind: 'websocket' | 'tcp'
  host: string
  port: number
  domain: string
  caFile: string
  user: string
  password: string
  /** Stream management (XEP-0198) as well, which whoever wants to lose nothing must speak. */
  sm?: boolean
}

const NS_SM = 'urn:xmpp:sm:3'

/** Hears nothing. */
export const DEAF = () => {}

export class RawClient {
  onStanza: (stanza: Element) => void = DEAF
  jid = ''
  /** What a stanza starts with: on a WebSocket each names its namespace (RFC 7395 §3.3.3). */
  readonly xmlns: string
  #socket: Socket | WebSocket | undefined
  #waiting: ((stanza: Element) => void) | undefined
  // Several elements may arrive in one turn, before the next one is asked for; none may be lost while signing in.
  #early: Element[] = []
  #online = false
  #handled = 0
  #parser = new Parser()
  readonly #options: RawOptions

  constructor(options: RawOptions) {
    this.#options = options
    this.xmlns = options.kind === 'websocket' ? " xmlns='jabber:client'" : ''
  }

  /** Somebody at the server, over TCP. */
  static enter(server: ServerInfo, { jid, password }: Account): Promise<RawClient> {
    const { host, port, domain, caFile } = server
    const user = jid.slice(0, jid.indexOf('@'))
    return new RawClient({ kind: 'tcp', host, port, domain, caFile, user, password }).start()
  }

  async start(): Promise<this> {
    const features = await (this.#options.kind === 'websocket' ? this.#openWebSocket() : this.#openTcp())
    await this.#authenticate(features.toString())
    const bound = await this.#ask(
      `<iq${this.xmlns} type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>`,
    )
    this.jid = bound.getChild('bind')?.getChildText('jid') ?? ''
    if (this.#options.sm) await this.#ask(`<enable xmlns='${NS_SM}'/>`)
    this.#online = true
    this.send(`<presence${this.xmlns}/>`)
    return this
  }

  send(xml: string): void {
    if (this.#socket instanceof WebSocket) this.#socket.send(xml)
    else this.#socket?.write(xml)
  }

  /** From now on what comes is somebody else's to read, packet by packet; over TCP. */
  handOver(read: (packet: Buffer) => void): void {
    if (!this.#socket || this.#socket instanceof WebSocket)
      throw new Error('There are no packets to hand over')
    this.#socket.removeAllListeners('data')
    this.#socket.on('data', read)
  }

  end(): void {
    if (this.#socket instanceof WebSocket) this.#socket.terminate()
    else this.#socket?.destroy()
  }

  async #openWebSocket(): Promise<Element> {
    const { host, port, domain } = this.#options
    const socket = new WebSocket(`ws://${host}:${port}/xmpp-websocket`, 'xmpp', { headers: { host: domain } })
    this.#socket = socket
    await new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    socket.on('message', (data) => {
      // Nobody listens: one of a crowd that is only there.
      if (!this.#online || this.onStanza !== DEAF) this.#got(parse(String(data)))
    })
    return this.#open()
  }

  async #openTcp(): Promise<Element> {
    const { host, port, domain, caFile } = this.#options
    const plain = tcpConnect({ host, port, noDelay: true })
    this.#socket = plain
    this.#listen(plain)
    await this.#open()
    await this.#ask("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")
    plain.removeAllListeners('data')
    const secure = tlsConnect({ socket: plain, servername: domain, ca: readFileSync(caFile) })
    await new Promise((resolve, reject) => {
      secure.once('secureConnect', resolve)
      secure.once('error', reject)
    })
    this.#socket = secure
    this.#listen(secure)
    return this.#open()
  }

  #listen(socket: Socket): void {
    this.#parser = new Parser()
    this.#parser.on('element', (element) => this.#got(element))
    // A character may come in two chunks.
    const decoder = new StringDecoder('utf8')
    socket.on('data', (chunk) => this.#parser.write(decoder.write(chunk)))
    socket.on('error', () => {})
  }

  /** The stream's features. */
  async #open(): Promise<Element> {
    const { domain, kind } = this.#options
    const features = kind === 'websocket' ? this.#next().then(() => this.#next()) : this.#next()
    if (kind === 'tcp') {
      this.#parser = new Parser()
      this.#parser.on('element', (element) => this.#got(element))
    }
    this.send(
      kind === 'websocket'
        ? `<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='${domain}' version='1.0'/>`
        : `<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='${domain}' version='1.0'>`,
    )
    return features
  }

  async #authenticate(offered: string): Promise<void> {
    const { user, password } = this.#options
    const sasl = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'"
    const [hash, length, mechanism] = offered.includes('SCRAM-SHA-256<')
      ? (['sha256', 32, 'SCRAM-SHA-256'] as const)
      : (['sha1', 20, 'SCRAM-SHA-1'] as const)
    const first = `n=${user},r=${randomBytes(16).toString('hex')}`
    const start = Buffer.from(`n,,${first}`).toString('base64')
    const challenge = await this.#ask(`<auth ${sasl} mechanism='${mechanism}'>${start}</auth>`)
    const server = Buffer.from(challenge.text(), 'base64').toString()
    const field = (name: string) =>
      server
        .split(',')
        .find((part) => part.startsWith(`${name}=`))
        ?.slice(2) ?? ''
    const salted = pbkdf2Sync(password, Buffer.from(field('s'), 'base64'), Number(field('i')), length, hash)
    const hmac = (secret: Buffer, text: string) => createHmac(hash, secret).update(text).digest()
    const clientKey = hmac(salted, 'Client Key')
    const final = `c=biws,r=${field('r')}`
    const signature = hmac(createHash(hash).update(clientKey).digest(), `${first},${server},${final}`)
    const proof = Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] ?? 0))).toString('base64')
    const answer = Buffer.from(`${final},p=${proof}`).toString('base64')
    const done = await this.#ask(`<response ${sasl}>${answer}</response>`)
    if (done.name !== 'success') throw new Error(`The yardstick could not sign in: ${done.toString()}`)
    await this.#open()
  }

  #ask(xml: string): Promise<Element> {
    const answer = this.#next()
    this.send(xml)
    return answer
  }

  #next(): Promise<Element> {
    const early = this.#early.shift()
    if (early) return Promise.resolve(early)
    return new Promise((resolve) => {
      this.#waiting = resolve
    })
  }

  #got(stanza: Element): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    if (waiting) waiting(stanza)
    else if (this.#online && stanza.getNS() === NS_SM) this.#acknowledge(stanza)
    else if (this.#online) {
      this.#handled++
      this.onStanza(stanza)
    } else this.#early.push(stanza)
  }

  #acknowledge(stanza: Element): void {
    if (stanza.name === 'r') this.send(`<a xmlns='${NS_SM}' h='${this.#handled}'/>`)
  }
}
