import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Child } from './child.ts'
import { freePorts } from './freePorts.ts'
import type { ServerInfo } from './testServer.ts'

const ROOT = resolve(import.meta.dirname, '../..')
// Where a test run is killed, nobody is left to stop the gateway; the end of its standard input does.
const END_WITH_US = `data:text/javascript,process.stdin.on('end',()=>process.kill(process.pid,'SIGTERM')).resume()`
const BUNDLE = resolve(ROOT, 'dist/server/main.js')

export interface GatewayOptions {
  /** Nobody is held to a rate unless a test is about that. */
  limits?: boolean
  registration?: boolean
  /** One that was in use before, for a gateway that comes back. */
  port?: number
  /** The data folder of one that was in use before; without it, one of its own that goes with it. */
  data?: string
  env?: Record<string, string | undefined>
  /** Another build of it than the one that everybody uses. */
  bundle?: string
}

export interface Gateway {
  readonly url: string
  readonly pid: number | undefined
  readonly port: number
  /** Its data folder. */
  readonly data: string
  /** All it wrote so far. */
  log(): string
  isRunning(): boolean
  /** SIGTERM, and waits for the end; the exit code. */
  end(): Promise<number | undefined>
  /** Killed in the middle of things, and gone when this resolves. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/**
 * Our gateway in front of a server: the built one where `HOVERBOARD_BUILT` says that the build is of this tree,
 * else the sources. Nothing of our own environment reaches it but the path.
 */
export async function startGateway(server: ServerInfo, options: GatewayOptions = {}): Promise<Gateway> {
  const port = options.port ?? (await freePorts(1))[0] ?? 0
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'hoverboard-gateway-'))
  const isBuilt = process.env.HOVERBOARD_BUILT === '1' && existsSync(BUNDLE)
  const sources = ['--import', 'tsx', resolve(ROOT, 'server/main.ts')]
  const entry = options.bundle ? [options.bundle] : isBuilt ? [BUNDLE] : sources
  const child = new Child(process.execPath, ['--import', END_WITH_US, ...entry], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      XMPP_SERVICE: `xmpp://${server.host}:${server.port}`,
      XMPP_DOMAINS: server.domain,
      XMPP_ANONYMOUS_DOMAIN: server.anonymousDomain,
      XMPP_CA: server.caFile,
      UPLOAD_ORIGINS: `http://127.0.0.1:${server.wsPort}`,
      XMPP_REGISTRATION: options.registration === false ? 'off' : 'on',
      HOVERBOARD_DATA: data,
      HOVERBOARD_LIMITS: options.limits ? 'on' : 'off',
      ...options.env,
    },
  })
  const url = `http://127.0.0.1:${port}`
  const isHealthy = async () => {
    const response = await fetch(`${url}/health`).catch(() => undefined)
    return response?.ok ? true : undefined
  }
  await child.until(isHealthy, 'The gateway')
  return {
    url,
    pid: child.pid,
    port,
    data,
    log: () => child.log,
    isRunning: () => !child.hasExited,
    end: () => child.end('SIGTERM'),
    async kill() {
      await child.end('SIGKILL')
    },
    async stop() {
      await child.stop()
      if (options.data === undefined) rmSync(data, { recursive: true, force: true })
    },
  }
}
