import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import { type Element, Parser } from '@xmpp/xml'
import type { TestCertificate } from './testCertificate.ts'
import { type Lies, TestScram } from './testScram.ts'
import { NS } from './types.ts'

const decode = (text: string) => Buffer.from(text, 'base64').toString('utf8')
const encode = (text: string) => Buffer.from(text, 'utf8').toString('base64')

interface SmSession {
  jid: string
  h: number
  /** Stanzas to the client that it has not acknowledged. */
  unacknowledged: string[]
  acknowledged: number
}

/** One TCP connection to the scripted server. `sent` is all that the client wrote, before and after TLS apart. */
export class TestConnection {
  socket: Socket
  clearText = ''
  secretText = ''
  features = ''
  session: SmSession | undefined
  isManaged = false
  isResumed = false
  #server: TestServer
  #parser: Parser | undefined
  #scram: TestScram | undefined
  #user = ''
  #isIn = false

  constructor(socket: Socket, server: TestServer) {
    this.socket = socket
    this.#server = server
    if (server.tls === 'direct') this.encrypt()
    else this.#listen()
  }

  send(xml: string): void {
    if (!this.socket.destroyed) this.socket.write(xml)
  }

  /** A stanza to the client: counted, kept until acknowledged, sent again after a resume. */
  deliver(xml: string): void {
    if (this.isManaged) this.session?.unacknowledged.push(xml)
    this.send(xml)
  }

  cut(): void {
    this.socket.destroy()
  }

  reset(): void {
    this.socket.resetAndDestroy()
  }

  get isSecure(): boolean {
    return this.socket instanceof TLSSocket
  }

  #listen(): void {
    this.socket.on('error', () => {})
    this.socket.on('data', (chunk: Buffer) => {
      const text = chunk.toString('utf8')
      if (this.isSecure) this.secretText += text
      else this.clearText += text
      if (!this.#server.isSilent) this.#read(text)
    })
  }

  encrypt(): void {
    const { key, cert } = this.#server.certificate ?? {}
    this.socket.removeAllListeners('data')
    this.socket = new TLSSocket(this.socket, {
      isServer: true,
      secureContext: createSecureContext({ key, cert }),
    })
    this.#listen()
  }

  #read(text: string): void {
    if (text.includes('<stream:stream ')) {
      this.#parser = new Parser()
      this.#parser.on('start', () => this.#greet())
      this.#parser.on('element', (element) => this.#element(element))
      this.#parser.on('end', () => this.send('</stream:stream>'))
    }
    this.#parser?.write(text.replace(/^<\?xml[^>]*\?>/u, ''))
  }

  #greet(): void {
    const { mechanisms, tls, offers, domain } = this.#server
    const starttls = tls === 'offer' && !this.isSecure ? `<starttls xmlns='${NS.tls}'/>` : ''
    const list = mechanisms.map((name) => `<mechanism>${name}</mechanism>`).join('')
    const before = `${starttls}<mechanisms xmlns='${NS.sasl}'>${list}</mechanisms><register xmlns='${NS.registerFeature}'/>`
    const features = this.#isIn ? `<bind xmlns='${NS.bind}'/>${offers}` : before
    const header = `<?xml version='1.0'?><stream:stream xmlns='${NS.client}' xmlns:stream='${NS.stream}' from='${domain}' id='s1' version='1.0'>`
    this.send(`${header}<stream:features>${features}</stream:features>`)
  }

  #element(element: Element): void {
    if (this.#server.answer(element, this)) return
    const ns = element.getNS()
    if (element.name === 'starttls') {
      this.socket.write(`<proceed xmlns='${NS.tls}'/>`)
      this.encrypt()
    } else if (ns === NS.sasl) this.#authenticate(element)
    else if (ns === NS.sm) this.#manage(element)
    else if (element.getChild('bind', NS.bind)) this.#bind(element)
    else {
      if (this.session && this.isManaged) this.session.h++
      this.#server.stanzas.push(element)
    }
  }

  #authenticate(element: Element): void {
    const { accounts, lies } = this.#server
    const text = decode(element.getText())
    const { mechanism } = element.attrs
    if (mechanism?.startsWith('SCRAM-')) {
      this.#scram = new TestScram(mechanism === 'SCRAM-SHA-256' ? 'sha256' : 'sha1', text, lies)
      this.#user = this.#scram.user
      this.send(`<challenge xmlns='${NS.sasl}'>${encode(this.#scram.challenge())}</challenge>`)
      return
    }
    let proof: string | undefined
    if (mechanism === 'ANONYMOUS') {
      this.#user = 'guest'
      proof = ''
    } else if (mechanism === 'PLAIN') {
      const [, user, password] = text.split('\0')
      this.#user = user ?? ''
      proof = accounts.get(this.#user) === password ? '' : undefined
    } else proof = this.#scram?.finish(text, accounts.get(this.#user) ?? '')
    if (proof === undefined) this.send(`<failure xmlns='${NS.sasl}'><not-authorized/></failure>`)
    else this.succeed(encode(proof))
  }

  /** The server's proof, for a script that says it in its own way. */
  prove(response: Element): string {
    const proof = this.#scram?.finish(decode(response.getText()), this.#server.accounts.get(this.#user) ?? '')
    return encode(proof ?? '')
  }

  succeed(proof = ''): void {
    this.#isIn = true
    this.send(`<success xmlns='${NS.sasl}'>${proof}</success>`)
  }

  #bind(iq: Element): void {
    const asked = iq.getChild('bind', NS.bind)?.getChildText('resource')
    const jid = `${this.#user}@${this.#server.domain}/${asked ?? `r${this.#server.connections.length}`}`
    this.session = { jid, h: 0, unacknowledged: [], acknowledged: 0 }
    this.send(`<iq type='result' id='${iq.attrs.id}'><bind xmlns='${NS.bind}'><jid>${jid}</jid></bind></iq>`)
  }

  #manage(element: Element): void {
    const { sessions } = this.#server
    if (element.name === 'enable' && this.session) {
      const id = `sm${sessions.size + 1}`
      sessions.set(id, this.session)
      this.isManaged = true
      this.send(`<enabled xmlns='${NS.sm}' id='${id}' resume='true'/>`)
    } else if (element.name === 'resume') {
      const session = sessions.get(element.attrs.previd ?? '')
      if (!session) {
        this.send(`<failed xmlns='${NS.sm}'/>`)
        return
      }
      this.session = session
      this.isManaged = true
      this.isResumed = true
      this.acknowledged(Number(element.attrs.h))
      this.send(
        `<resumed xmlns='${NS.sm}' previd='${element.attrs.previd}' h='${session.h}'/>${session.unacknowledged.join('')}`,
      )
    } else if (element.name === 'r' && this.#server.acknowledges)
      this.send(`<a xmlns='${NS.sm}' h='${this.session?.h}'/>`)
    else if (element.name === 'a') this.acknowledged(Number(element.attrs.h))
  }

  acknowledged(h: number): void {
    if (!this.session) return
    this.session.unacknowledged.splice(0, h - this.session.acknowledged)
    this.session.acknowledged = h
  }
}

/** A scripted XMPP server on loopback: behaves, unless `answer` (true: dealt with), `lies` or `isSilent` say otherwise. */
export class TestServer {
  port = 0
  domain = 'hill.valley'
  tls: 'none' | 'offer' | 'direct' = 'none'
  certificate: TestCertificate | undefined
  mechanisms = ['SCRAM-SHA-1', 'SCRAM-SHA-256', 'ANONYMOUS']
  offers = `<sm xmlns='${NS.sm}'/>`
  accounts = new Map([['marty', '1.21 GW']])
  lies: Lies = {}
  isSilent = false
  acknowledges = true
  answer: (element: Element, connection: TestConnection) => boolean = () => false
  readonly connections: TestConnection[] = []
  /** What the server took over, in order, over all connections. */
  readonly stanzas: Element[] = []
  readonly sessions = new Map<string, SmSession>()
  readonly #server: Server

  constructor() {
    this.#server = createServer((socket) => this.connections.push(new TestConnection(socket, this)))
  }

  async start(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve))
    this.port = (this.#server.address() as AddressInfo).port
    return this
  }

  async stop(): Promise<void> {
    for (const { socket } of this.connections) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  get last(): TestConnection {
    const connection = this.connections.at(-1)
    if (!connection) throw new Error('Nobody has connected')
    return connection
  }

  /** The ids of the stanzas taken over. */
  get ids(): (string | undefined)[] {
    return this.stanzas.map((stanza) => stanza.attrs.id)
  }
}
