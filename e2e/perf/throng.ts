import { createHash } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import type { ServerInfo } from '../servers/testServer.ts'
import { sleep } from './stats.ts'

const AT_ONCE = 50
const PATIENCE_MS = 60_000

/**
 * As many people as one likes, over one connection: an external component (XEP-0114) speaks for every address of its
 * domain. It only counts what it hears.
 */
export class Throng {
  readonly #socket: Socket
  readonly #domain: string
  #tail = ''
  #entered = 0

  private constructor(socket: Socket, domain: string) {
    this.#socket = socket
    this.#domain = domain
  }

  static async open({ host, component }: ServerInfo): Promise<Throng> {
    if (!component) throw new Error('This server has no place for a component')
    const { port, domain, secret } = component
    const socket = connect({ host, port, noDelay: true }).setEncoding('utf8')
    let text = ''
    const heard = (pattern: RegExp) =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        const look = (chunk = '') => {
          text += chunk
          const match = pattern.exec(text)
          if (!match) return
          socket.off('data', look)
          resolve(match)
        }
        socket.on('data', look)
        socket.once('error', reject)
        setTimeout(() => reject(new Error(`The component heard no ${pattern}`)), PATIENCE_MS).unref()
        look()
      })
    socket.write(
      `<stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' to='${domain}'>`,
    )
    const [, id = ''] = await heard(/<stream:stream[^>]*\sid=['"]([^'"]+)['"]/u)
    socket.write(
      `<handshake>${createHash('sha1')
        .update(id + secret)
        .digest('hex')}</handshake>`,
    )
    await heard(/<handshake\s*\/>|<handshake><\/handshake>/u)
    const throng = new Throng(socket, domain)
    socket.on('data', (chunk) => throng.#count(String(chunk)))
    return throng
  }

  /** All of `people` are inside when it resolves; a few at a time, so that the server's queue stays short. */
  async enter(room: string, from: number, to: number): Promise<void> {
    const before = this.#entered
    for (let i = from; i < to; i += AT_ONCE) {
      const end = Math.min(to, i + AT_ONCE)
      for (let person = i; person < end; person++) this.come(room, person)
      await this.#until(before + end - from)
    }
  }

  come(room: string, person: number): void {
    this.#send(room, person, '<x xmlns="http://jabber.org/protocol/muc"><history maxstanzas="0"/></x>')
  }

  go(room: string, person: number): void {
    this.#send(room, person, '', ' type="unavailable"')
  }

  end(): void {
    this.#socket.destroy()
  }

  #send(room: string, person: number, content: string, type = ''): void {
    const from = `p${person}@${this.#domain}/throng`
    this.#socket.write(`<presence from="${from}" to="${room}/Person ${person}"${type}>${content}</presence>`)
  }

  async #until(count: number): Promise<void> {
    const since = performance.now()
    while (this.#entered < count) {
      if (performance.now() - since > PATIENCE_MS) throw new Error('The room does not let the throng in')
      await sleep(5)
    }
  }

  // Status 110: one's own presence, the last of what comes with entering.
  #count(chunk: string): void {
    const text = this.#tail + chunk
    const marks = text.split(/code=['"]110['"]/u)
    this.#entered += marks.length - 1
    this.#tail = (marks.at(-1) ?? '').slice(-12)
  }
}
