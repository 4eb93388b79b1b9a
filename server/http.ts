import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express'
import sirv from 'sirv'
import type { ProtocolError } from '#protocol/define.ts'
import { type SessionInfo, SignIn } from '#protocol/session.ts'
import { cookieOf, SECURE_COOKIE, tokensOf } from './gateway/gateway.ts'
import { isSameOrigin } from './gateway/origin.ts'
import type { Sessions } from './gateway/sessions.ts'

export interface HttpOptions {
  sessions: Sessions
  webRoot: string
  origins: readonly string[]
  trustProxy: string | undefined
  demo: SessionInfo['demo']
  /** Serves the page from its sources, for development. */
  dev?: (http: Server) => Promise<RequestHandler>
}

const CLIENT = '/client.js'
const MAX_COOKIE_AGE_MS = 7 * 24 * 3600_000

/** Files may be put to `fileOrigins`, and pictures seen from there; nothing else leads away from us. */
const policyOf = (fileOrigins: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["img-src 'self' blob:", ...fileOrigins].join(' '),
    "font-src 'self'",
    ["connect-src 'self'", ...fileOrigins].join(' '),
    "manifest-src 'self'",
    "worker-src 'self'",
    "media-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

const HEADERS: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}

/** The page, its files, and how it signs in. Everything else is 404, with the same headers. */
export function createHttp(options: HttpOptions): { app: Express; server: Server } {
  const app = express()
  app.disable('x-powered-by')
  if (options.trustProxy) app.set('trust proxy', options.trustProxy)
  const policy = policyOf(options.sessions.options.fileOrigins ?? [])
  app.use((request, response, next) => {
    response.set(HEADERS)
    // Vite's page for development holds inline scripts and styles.
    if (!options.dev) response.set('Content-Security-Policy', policy)
    response.set('Cache-Control', 'no-store')
    if (request.secure) response.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
    next()
  })
  app.get('/health', (_request, response) => {
    const { size, options: opened } = options.sessions
    const uptime = Math.round(process.uptime())
    // Still serving, so still 200; but sessions begun now may not outlive this process.
    const isFailing = opened.sealed?.isFailing === true
    response.json({
      status: isFailing ? 'degraded' : 'ok',
      sessions: size,
      uptime,
      ...(isFailing ? { sealing: 'failing' } : {}),
    })
  })
  app.use('/session', (_request, response, next) => {
    // To its pages, a gateway that stops is one that is away: none of them is told that it is signed out.
    if (options.sessions.isClosing) later(response)
    else next()
  })
  app.get('/session', (request, response, next) => {
    tellInfo(request, response, options).catch(next)
  })
  app.post('/session', guardOrigin(options), express.json({ limit: '16kb' }), (request, response, next) => {
    signIn(request, response, options).catch(next)
  })
  app.delete('/session', guardOrigin(options), (request, response, next) => {
    const done = () => {
      clearCookies(request, response)
      response.status(204).end()
    }
    options.sessions.end(tokensOf(request)).then(done, next)
  })
  const server = createServer(
    // Node looks for those that are late every thirty seconds by itself.
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 5000,
    },
    app,
  )
  // For pages of other origins, too: which of them may connect is asked when they do. Its name stays when it changes,
  // and what an answer says of that must stand in each "not modified" as well.
  app.get(CLIENT, (_request, response, next) => {
    response.set({
      'Cache-Control': 'public, no-cache',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Access-Control-Allow-Origin': '*',
    })
    next()
  })
  app.use(pageOf(options, server))
  app.use((_request, response) => void response.status(404).type('text/plain').send('Not found'))
  app.use(onError)
  return { app, server }
}

// Scripts and tools look for hidden files by habit; those and anything unknown do not exist.
function pageOf({ webRoot, dev }: HttpOptions, server: Server): RequestHandler {
  if (dev) {
    const opened = dev(server)
    return (request, response, next) => void opened.then((page) => page(request, response, next), next)
  }
  if (!existsSync(webRoot)) return (_request, _response, next) => next()
  return sirv(webRoot, { dotfiles: false, gzip: true, brotli: true, etag: true, setHeaders: cache })
}

// Names with a hash never change their content; the page itself is asked for each time.
function cache(response: { setHeader(name: string, value: string): unknown }, path: string): void {
  if (path === CLIENT) return
  const isHashed = /^\/assets\//u.test(path)
  // The reference's pages hold nothing of anybody, and are fetched again only when they are others.
  const other = /^\/docs(?:\/|$)/u.test(path) ? 'no-cache' : 'no-store'
  response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : other)
}

async function tellInfo(
  request: Request,
  response: Response,
  { sessions, demo }: HttpOptions,
): Promise<void> {
  const session = await sessions.open(tokensOf(request))
  if (session === 'later') return later(response)
  const ended = session?.jid ? undefined : sessions.lastWord(tokensOf(request))
  const { domains, registration, anonymousDomain, fileOrigins = [] } = sessions.options
  // An embedded server's files are within reach of this machine alone.
  const files = demo && !isLocal(request) ? [] : fileOrigins
  const info: SessionInfo = {
    session: session?.jid ? { jid: session.bareJid, anonymous: session.isGuest } : null,
    ...(ended ? { ended } : {}),
    domains: [...domains].filter((domain) => domain !== anonymousDomain),
    registration,
    anonymous: anonymousDomain !== undefined,
    ...(demo && isLocal(request) ? { demo } : {}),
    ...(files.length > 0 ? { files: [...files] } : {}),
  }
  response.json(info)
}

const later = (response: Response) =>
  refuse(response.set({ 'Retry-After': '5', Connection: 'close' }), 503, {
    type: 'wait',
    condition: 'service-unavailable',
    reason: 'unreachable',
  })

// From this machine, under a local name (another's name may be made to point here), and not through a proxy.
function isLocal({ socket, headers }: Request): boolean {
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
  const isNamed = /^(?:localhost|127\.[\d.]+|\[::1\])(?::\d+)?$/iu.test(headers.host ?? '')
  return !isForwarded && isNamed && /^(?:::1|(?:::ffff:)?127\.)/u.test(socket.remoteAddress ?? '')
}

async function signIn(request: Request, response: Response, { sessions }: HttpOptions): Promise<void> {
  const parsed = SignIn.safeParse(request.body)
  if (!parsed.success) {
    const description = parsed.error.issues[0]?.message ?? 'The request is not a sign-in'
    return refuse(response, 400, {
      type: 'modify',
      condition: 'client-error',
      description,
      reason: 'bad-data',
    })
  }
  const result = await sessions.signIn(parsed.data, request.ip ?? '', request.headers['user-agent'])
  if (!result.ok) return refuse(response, statusOf(result.error), result.error)
  await sessions.end(tokensOf(request))
  response.cookie(request.secure ? SECURE_COOKIE : cookieOf(request), result.token, {
    httpOnly: true,
    sameSite: 'strict',
    secure: request.secure,
    path: '/',
    maxAge: MAX_COOKIE_AGE_MS,
  })
  response.json({ jid: result.session.bareJid })
}

function statusOf({ reason }: ProtocolError): number {
  if (reason === 'rate-limited') return 429
  if (reason === 'wrong-password' || reason === 'account-disabled') return 401
  if (reason === 'unreachable' || reason === 'timeout' || reason === 'certificate') return 502
  return 400
}

function refuse(response: Response, status: number, error: ProtocolError): void {
  response.status(status).json({ error })
}

function clearCookies(request: Request, response: Response): void {
  response.clearCookie(cookieOf(request), { path: '/', httpOnly: true, sameSite: 'strict' })
  response.clearCookie(SECURE_COOKIE, { path: '/', httpOnly: true, sameSite: 'strict', secure: true })
}

const guardOrigin = ({ origins }: HttpOptions) => {
  return (request: Request, response: Response, next: () => void) => {
    if (isSameOrigin(request, origins)) next()
    else refuse(response, 403, { type: 'auth', condition: 'forbidden', reason: 'forbidden' })
  }
}

const onError: ErrorRequestHandler = (error, _request, response, _next) => {
  const status =
    typeof error?.status === 'number' && error.status >= 400 && error.status < 500 ? error.status : 500
  if (!response.headersSent)
    refuse(response, status, { type: 'cancel', condition: 'bad-request', reason: 'bad-data' })
}
