import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { parseCookie } from 'cookie'
import { Server, type Socket } from 'socket.io'
import { clientError } from '../xmpp/errors.ts'
import type { Log } from '../xmpp/manager.ts'
import type { Audit } from './audit.ts'
import { clientAddress, type Trust } from './clientAddress.ts'
import { guardHandshakes } from './guardHandshakes.ts'
import type { Tab } from './hub.ts'
import {
  Buckets,
  EVENTS_BURST,
  EVENTS_FLOOD_PER_SECOND,
  EVENTS_PER_SECOND,
  isExcessive,
  MESSAGES_BURST,
  MESSAGES_PER_SECOND,
  TokenBucket,
} from './limits.ts'
import { rateLimited } from './refusals.ts'
import type { Sessions } from './sessions.ts'
import { SocketOwner } from './socketOwner.ts'
import { Together } from './together.ts'

export interface GatewayOptions {
  sessions: Sessions
  origins: readonly string[]
  /** Which proxies' `X-Forwarded-For` counts; none without it. */
  trusts?: Trust
  limits: boolean
  audit: Audit
  log: Log
}

const MAX_FRAME_BYTES = 128 * 1024
/** How long who is shown out may take to read what was said before. */
const CLOSING_MS = 2000
export const SECURE_COOKIE = '__Host-sid'

/** Cookies know no ports: two gateways on one machine would sign each other's people out. */
export const cookieOf = (request: IncomingMessage): string => `sid-${request.socket.localPort ?? 0}`

/** The tokens that a request's cookies hold: one may be that of another gateway behind the same name. */
export function tokensOf(request: IncomingMessage): string[] {
  const cookies = parseCookie(request.headers.cookie ?? '')
  return [cookies[SECURE_COOKIE], cookies[cookieOf(request)]].filter((token) => token !== undefined)
}

/** Socket.IO in front of the sessions: who may connect, what they may send, and which session they get. */
export function openGateway(http: HttpServer, options: GatewayOptions): Server {
  const { audit, trusts = () => false } = options
  const io = new Server(http, {
    // Long polling would let other sites probe with a stolen id, and costs a request per event.
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    connectTimeout: 10_000,
    pingInterval: 5000,
    pingTimeout: 9000,
  })
  guardHandshakes(io, { origins: options.origins, trusts, limits: options.limits, audit })
  const messages = new Buckets(MESSAGES_PER_SECOND, MESSAGES_BURST)
  io.on('connection', (socket) => {
    const address = clientAddress(socket.request, trusts)
    writeTogether(socket)
    serve(socket, { address, messages }, options)
    forgetHeaders(socket)
  })
  return io
}

function serve(
  socket: Socket,
  { address, messages }: { address: string; messages: Buckets },
  { sessions, limits, log, audit }: GatewayOptions,
): void {
  const told = new Together((event, data, ack) => {
    if (typeof ack === 'function') socket.emit(event, data, ack)
    else socket.emit(event, data)
  }, socket.handshake.auth.together === true)
  const tab = tabOf(socket, told)
  const { trace, registration, fileOrigins = [] } = sessions.options
  const gate = { guard: sessions.guard, address, registration, fileOrigins }
  const owner = new SocketOwner(tab, log, trace, gate)
  const events = new TokenBucket(EVENTS_PER_SECOND, EVENTS_BURST)
  const flood = new TokenBucket(EVENTS_FLOOD_PER_SECOND, EVENTS_FLOOD_PER_SECOND * 2)
  socket.onAny((event: string, ...args: unknown[]) => {
    const [data, answer] = typeof args[0] === 'function' ? [undefined, args[0]] : args
    const ack = told.after(answer)
    const refuse = (error: object) => {
      if (typeof ack === 'function') ack(error)
      else tab.emit('xmpp.error.client', error)
    }
    if (limits) {
      if (flood.take() > 0) {
        audit.note('flood', { name: event, address })
        socket.disconnect(true)
        return
      }
      const isMessage = event === 'xmpp.chat.message' || event === 'xmpp.muc.message'
      const wait = Math.max(
        events.take(),
        isMessage && hasContent(data) ? messages.take(owner.account ?? socket.id) : 0,
      )
      if (wait > 0) return refuse(rateLimited(Math.ceil(wait / 1000)))
    }
    if (isExcessive(data)) return refuse(clientError('The payload is too deep or too wide', null, 'bad-data'))
    owner.receive(event, data, ack)
  })
  socket.on('disconnect', () => owner.gone())
  const tokens = tokensOf(socket.request)
  const awake = tokens.map((token) => sessions.find(token)).find((session) => session !== undefined)
  if (awake || tokens.length === 0) owner.is(awake)
  else
    void sessions.open(tokens).then((found) => {
      // Nobody can say now whose it is: the page comes again.
      if (found === 'later') socket.disconnect(true)
      else owner.is(found)
    })
}

// Packets that wait for each other go out in one write: a system call for each is most of what a burst costs.
function writeTogether({ conn, request }: Socket): void {
  const { socket } = request
  conn.on('flush', () => socket.cork())
  conn.on('drain', () => socket.uncork())
}

// The handshake stays as long as the socket: its headers are kilobytes for each tab, and nobody reads them again.
function forgetHeaders({ request, handshake, conn }: Socket): void {
  request.headers = {}
  request.rawHeaders = []
  handshake.headers = {}
  Object.assign(conn, { request: undefined })
}

const hasContent = (data: unknown) =>
  typeof data === 'object' && data !== null && 'content' in data && Boolean(data.content)

function tabOf(socket: Socket, told: Together): Tab {
  const { conn } = socket
  const { socket: webSocket } = conn.transport as unknown as { socket: WebSocketLike }
  // What Engine.IO keeps back while the WebSocket is busy; of this alone the WebSocket knows nothing.
  let queued = 0
  conn.on('packetCreate', ({ data }: { data?: string | Buffer }) => {
    queued += data?.length ?? 0
  })
  conn.on('flush', () => {
    queued = 0
  })
  return {
    id: socket.id,
    emit: (event, data, ack) => told.emit(event, data, ack),
    close() {
      told.flush()
      socket.disconnect(true)
      // Engine.IO would wait for whoever reads nothing any more, and hold all that they have not read.
      setTimeout(() => webSocket.terminate(), CLOSING_MS).unref()
    },
    unsentBytes: () => queued + webSocket.bufferedAmount,
  }
}

interface WebSocketLike {
  bufferedAmount: number
  terminate(): void
}
