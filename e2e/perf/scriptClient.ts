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

  send(to: string, content: string): void {
    this.socket.emit('xmpp.chat.message', { to, content })
  }

  end(): void {
    this.socket.disconnect()
  }
}
