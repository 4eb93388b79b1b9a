import type { IncomingMessage } from 'node:http'
import type { Server, Socket } from 'socket.io'
import type { Audit } from './audit.ts'
import { clientAddress, type Trust } from './clientAddress.ts'
import { isSameOrigin } from './origin.ts'

export interface HandshakeOptions {
  origins: readonly string[]
  trusts: Trust
  limits: boolean
  audit: Audit
}

const MAX_PER_ADDRESS = 50
/** A browser sends some fifteen, a few proxies as many. */
const MAX_HEADERS = 100

/**
 * Who may open a socket: our own page or a script, of an address that has not too many. It stands before all that
 * Socket.IO looks at: its `cors` does not see WebSocket handshakes, and its `allowRequest` neither those that name a
 * socket that is there already nor those of polling, and answers a refused WebSocket with 400 in any case.
 */
export function guardHandshakes(io: Server, { origins, trusts, limits, audit }: HandshakeOptions): void {
  const perAddress = new Map<string, number>()
  io.engine.use((request: IncomingMessage, _response: unknown, next: () => void) => {
    const address = clientAddress(request, trusts)
    if (request.rawHeaders.length > 2 * MAX_HEADERS)
      refuse(request, '431 Request Header Fields Too Large', 'headers')
    else if (!isSameOrigin(request, origins)) {
      audit.note('origin-refused', { origin: String(request.headers.origin), address })
      refuse(request, '403 Forbidden', 'origin')
      // Only polling, which we have not, needs to name a socket.
    } else if (/[?&]sid=/u.test(request.url ?? '')) refuse(request, '403 Forbidden', 'sid')
    else if (limits && (perAddress.get(address) ?? 0) >= MAX_PER_ADDRESS)
      refuse(request, '429 Too Many Requests', 'crowd')
    else next()
  })
  // Counted from the handshake on: one that never says which namespace it wants holds as much.
  io.engine.on('connection', (conn: Socket['conn']) => {
    const address = clientAddress(conn.request, trusts)
    perAddress.set(address, (perAddress.get(address) ?? 0) + 1)
    conn.once('close', () => {
      const left = (perAddress.get(address) ?? 1) - 1
      if (left > 0) perAddress.set(address, left)
      else perAddress.delete(address)
    })
  })
}

function refuse({ socket }: IncomingMessage, status: string, why: string): void {
  socket.on('error', () => {})
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${why.length}\r\n\r\n${why}`,
    () => socket.destroy(),
  )
}
