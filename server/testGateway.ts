import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, type Socket as TcpSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { expect, vi } from 'vitest'
import type { SessionInfo } from '#protocol/session.ts'
import { Audit } from './gateway/audit.ts'
import { openGateway } from './gateway/gateway.ts'
import { Sessions } from './gateway/sessions.ts'
import { PASSWORD, TestTransport } from './gateway/testTransport.ts'
import { createHttp } from './http.ts'

const PAGE = '<!doctype html><title>Hoverboard</title>'

interface TestGatewayOptions {
  limits?: boolean
  fileOrigins?: readonly string[]
  demo?: SessionInfo['demo']
}

/** The whole gateway over real HTTP and Socket.IO, in front of a server that the test plays. */
export class TestGateway {
  readonly transport = new TestTransport()
  readonly lines: string[] = []
  readonly sessions: Sessions
  readonly #folder = mkdtempSync(join(tmpdir(), 'web-'))
  readonly #open: { close(): unknown }[] = []
  readonly http
  readonly io
  #port = 0

  constructor({ limits = false, fileOrigins = [], demo }: TestGatewayOptions = {}) {
    const audit = new Audit((line) => this.lines.push(line))
    const log = (_level: string, text: string) => this.lines.push(text)
    this.sessions = new Sessions({
      log,
      audit,
      domains: ['hill.example'],
      anonymousDomain: undefined,
      registration: true,
      limits,
      fileOrigins,
    })
    for (const folder of ['docs', 'assets']) mkdirSync(join(this.#folder, folder))
    for (const file of ['index.html', 'docs/index.html', 'docs/muc.html', 'client.js', 'assets/app-1.js'])
      writeFileSync(join(this.#folder, file), PAGE)
    const options = { sessions: this.sessions, origins: [], trustProxy: 'loopback', demo }
    const { app, server } = createHttp({ ...options, webRoot: this.#folder })
    this.http = server
    const trusts = app.get('trust proxy fn')
    this.io = openGateway(server, { sessions: this.sessions, origins: [], trusts, limits, audit, log })
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve))
    this.#port = (this.http.address() as AddressInfo).port
    return this
  }

  async stop(): Promise<void> {
    for (const each of this.#open) each.close()
    await this.sessions.close()
    await this.io.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** A page's sign-in: its cookie. */
  async signIn(jid = 'marty@hill.example'): Promise<string> {
    const response = await fetch(`${this.url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.url },
      body: JSON.stringify({ kind: 'password', jid, password: PASSWORD }),
    })
    return response.headers.get('set-cookie')?.split(';')[0] ?? ''
  }

  /** A socket of a page, or without a cookie of a script, once it is connected. */
  async socket(cookie?: string, headers: Record<string, string> = {}): Promise<Socket> {
    const extraHeaders = { ...(cookie ? { cookie, origin: this.url } : {}), ...headers }
    const socket = io(this.url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders,
    })
    this.#open.push(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', reject)
    })
    return socket
  }

  /** A WebSocket that keeps no rule: its handshake's answer, and frames as they are written. */
  raw(headers: Record<string, string> = {}, query = 'EIO=4&transport=websocket'): RawSocket {
    const raw = new RawSocket(this.#port, headers, query)
    this.#open.push(raw)
    return raw
  }
}

/** What has to hold after every attack: the gateway serves a page that had nothing to do with it, and kept its secrets. */
export async function expectStanding(gateway: TestGateway): Promise<void> {
  const cookie = await gateway.signIn('bystander@hill.example')
  const socket = await gateway.socket(cookie)
  await vi.waitFor(() => expect(gateway.sessions.size).toBeGreaterThan(0))
  const heard = new Promise((resolve) => socket.on('xmpp.chat.message', resolve))
  const answer = await socket.emitWithAck('xmpp.chat.message', {
    to: 'doc@hill.example',
    content: 'still here',
  })
  expect(answer === null || (Array.isArray(answer) && answer[0] === null)).toBe(true)
  gateway.transport.receive("<message from='doc@hill.example/lab' type='chat'><body>so am I</body></message>")
  expect(await heard).toMatchObject({ content: 'so am I' })
  socket.close()
  const log = gateway.lines.join('')
  expect(log).not.toMatch(/canary|handler failed|still here|so am I/iu)
  expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined()
}

export class RawSocket {
  readonly #tcp: TcpSocket
  text = ''
  isClosed = false
  #unread = Buffer.alloc(0)
  #isUpgraded = false

  constructor(port: number, headers: Record<string, string>, query: string) {
    const lines = Object.entries({
      Host: `127.0.0.1:${port}`,
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version': '13',
      ...headers,
    }).map(([name, value]) => `${name}: ${value}\r\n`)
    this.#tcp = connect(port, '127.0.0.1')
    this.#tcp.on('data', (data) => this.#take(data))
    this.#tcp.on('error', () => {})
    this.#tcp.on('close', () => {
      this.isClosed = true
    })
    this.#tcp.write(`GET /socket.io/?${query} HTTP/1.1\r\n${lines.join('')}\r\n`)
  }

  /** Until the answer holds this. */
  async until(part: string): Promise<this> {
    await vi.waitFor(() => expect(this.text).toContain(part), 10_000)
    return this
  }

  async closed(): Promise<void> {
    await vi.waitFor(() => expect(this.isClosed).toBe(true), 10_000)
  }

  /** Opened, and let into the namespace. */
  async join(): Promise<this> {
    await this.until('"sid"')
    this.frame('40')
    return this.until('40{"sid"')
  }

  get sid(): string {
    return /"sid":"([^"]+)"/u.exec(this.text)?.[1] ?? ''
  }

  /** One frame, masked with zeros. */
  frame(content: string | Buffer, { opcode = 1, isLast = true } = {}): void {
    const payload = Buffer.from(content)
    const size = payload.length
    const head = Buffer.alloc(size < 126 ? 2 : 4)
    head[0] = (isLast ? 0x80 : 0) | opcode
    head[1] = 0x80 | Math.min(size, 126)
    if (size >= 126) head.writeUInt16BE(size, 2)
    this.#tcp.write(Buffer.concat([head, Buffer.alloc(4), payload]))
  }

  #take(data: Buffer): void {
    this.text += data.toString('latin1')
    this.#unread = Buffer.concat([this.#unread, data])
    const end = this.#unread.indexOf('\r\n\r\n')
    if (!this.#isUpgraded && end >= 0) {
      this.#isUpgraded = true
      this.#unread = this.#unread.subarray(end + 4)
    }
    while (this.#isUpgraded && this.#unread.length >= 2) {
      const [first = 0, length = 0] = this.#unread
      const size =
        length < 126 ? 2 + length : 4 + (this.#unread.length >= 4 ? this.#unread.readUInt16BE(2) : 0)
      if (this.#unread.length < size) return
      this.#unread = this.#unread.subarray(size)
      // A goodbye is answered, as every WebSocket does.
      if ((first & 0x0f) === 8) this.#tcp.destroy()
    }
  }

  write(bytes: Buffer): void {
    this.#tcp.write(bytes)
  }

  /** Reads no more. */
  stall(): void {
    this.#tcp.pause()
  }

  close(): void {
    this.#tcp.destroy()
  }
}
