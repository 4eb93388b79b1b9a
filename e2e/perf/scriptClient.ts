import { io, type Socket } from 'socket.io-client'

/** A browser's side of the gateway without a browser: the socket, and nothing on top. */
export class ScriptClient {
  onMessage: (content: string) => void = () => {}
  readonly socket: Socket

  constructor(url: string) {
    this.socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true })
    this.socket.on('xmpp.chat.message', (message: { content?: string }) => {
      if (message.content !== undefined) this.onMessage(message.content)
    })
  }

  /** Signs in; rejects with the reason where it failed. */
  start({ jid, password }: { jid: string; password: string }, timeoutMs = 30_000): Promise<this> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('timeout')), timeoutMs)
      this.socket.once('xmpp.connection', () => {
        clearTimeout(timer)
        this.socket.emit('xmpp.presence', {})
        resolve(this)
      })
      this.socket.once('xmpp.error', (error: { reason?: string; condition?: string }) => {
        clearTimeout(timer)
        reject(new Error(error.reason ?? error.condition))
      })
      this.socket.once('connect_error', reject)
      this.socket.emit('xmpp.login', { jid, password })
    })
  }

  /** Signs in without an account. */
  startGuest(domain: string): Promise<this> {
    return new Promise((resolve, reject) => {
      this.socket.once('xmpp.connection', () => resolve(this))
      this.socket.once('xmpp.error', (error: { reason?: string }) => reject(new Error(error.reason)))
      this.socket.emit('xmpp.login.anonymous', { jid: domain })
    })
  }

  /** One command and its answer; rejects with the reason of a refusal. */
  ask(event: string, data: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.socket.emit(
        event,
        data,
        (error: { reason?: string; condition?: string } | null, reply: unknown) => {
          if (error) reject(new Error(`${event}: ${error.reason ?? error.condition}`))
          else resolve(reply)
        },
      )
    })
  }

  send(to: string, content: string): void {
    this.socket.emit('xmpp.chat.message', { to, content })
  }

  end(): void {
    this.socket.disconnect()
  }
}
