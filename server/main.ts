import './noDebug.ts'
import { existsSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { join, relative } from 'node:path'
import type { RequestHandler } from 'express'
import { type Backend, openBackend } from './backend.ts'
import { banner } from './banner.ts'
import { type Config, readConfig } from './config.ts'
import { projectRoot } from './embedded/projectRoot.ts'
import { Audit } from './gateway/audit.ts'
import { openGateway } from './gateway/gateway.ts'
import { SealedStore } from './gateway/sealedStore.ts'
import { Sessions } from './gateway/sessions.ts'
import { createHttp } from './http.ts'
import { surviveFailures } from './lastResort.ts'
import { listen } from './listen.ts'
import { Stopping } from './stopping.ts'
import { installTransport } from './transport/install.ts'

const say = (text: string) => void process.stdout.write(`${text}\n`)
const isDev = process.argv.includes('--dev')

const result = readConfig(process.env)
if (result.ok) await run(result.config).catch(giveUp)
else giveUp(new Error(result.errors.join('\n')))

function giveUp(error: Error): never {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}

async function run(config: Config): Promise<void> {
  const audit = new Audit((line) => process.stderr.write(line), config.clearJids)
  const log = (level: 'info' | 'warn', text: string, detail: Record<string, unknown> = {}) => {
    if (level === 'warn') audit.note('warning', { text, ...plain(detail) })
  }
  const stopping = new Stopping(say)
  if (config.mode === 'embedded') say('Starting Prosody')
  const backend = await openBackend(config, say)
  stopping.backend = backend
  installTransport({ ...backend.transport, log })
  const { domains, anonymousDomain, embedded, fileOrigins } = backend
  const { registration, limits, origins, trustProxy, trace } = config
  const sealed = await SealedStore.open({
    folder: join(backend.dataDir, 'sessions'),
    keyFile: join(backend.dataDir, 'sealing.key'),
    note: (event, detail) => audit.note(event, detail),
  })
  const allowed = { registration, limits, trace, fileOrigins }
  const sessions = new Sessions({ log, audit, domains, anonymousDomain, sealed, ...allowed })
  stopping.sessions = sessions
  const webRoot = join(projectRoot, 'dist', 'web')
  if (!isDev && !existsSync(join(webRoot, 'index.html')))
    say('The page is not built, so only scripts can be served: "npm start" builds it.')
  const { app, server } = createHttp({
    sessions,
    webRoot,
    origins,
    trustProxy,
    demo: embedded?.accounts,
    ...(isDev ? { dev: (http) => openVite(http) } : {}),
  })
  stopping.server = server
  stopping.io = openGateway(server, {
    sessions,
    origins,
    trusts: app.get('trust proxy fn'),
    limits,
    audit,
    log,
  })
  const port = await listen(server, config.host, config.port).catch(async (error: Error) => {
    await embedded?.stop()
    backend.release()
    throw error
  })
  surviveFailures((event, detail) => audit.note(event, detail))
  const url = `http://${/^(?:127\.|0\.0\.0\.0$|::1?$)/u.test(config.host) ? 'localhost' : config.host}:${port}`
  tell(url, backend)
}

function tell(url: string, { embedded, dataDir }: Backend): void {
  if (embedded) {
    const { accounts, rooms } = embedded
    const facts = JSON.stringify({ url, accounts, rooms }, null, 2)
    writeFileSync(join(dataDir, 'demo.json'), `${facts}\n`, { mode: 0o600 })
  }
  say(banner(url, embedded, relative(process.cwd(), dataDir) || dataDir))
}

// Vite, for development only: the built page needs none of it.
async function openVite(http: Server): Promise<RequestHandler> {
  const { createServer } = await import('vite')
  const vite = await createServer({
    configFile: join(projectRoot, 'vite.config.ts'),
    server: { middlewareMode: true, hmr: { server: http } },
  })
  return vite.middlewares
}

function plain(detail: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, String(value)]))
}
