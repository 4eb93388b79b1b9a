import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'

/** Where each service of the embedded server listens, on 127.0.0.1. */
export interface Ports {
  /** STARTTLS. */
  c2s: number
  directTls: number
  /** WebSocket (RFC 7395) at /xmpp-websocket, BOSH at /http-bind, uploads at /file_share. */
  http: number
  component: number
}

const NAMES = ['c2s', 'directTls', 'http', 'component'] as const

/** Free ports; those of the last start where they still are, so that addresses of uploads stay true. */
export async function choosePorts(file: string): Promise<Ports> {
  const last = read(file)
  const ports: Ports = { c2s: 0, directTls: 0, http: 0, component: 0 }
  for (const name of NAMES) ports[name] = await freePort(last[name], Object.values(ports))
  writeFileSync(file, JSON.stringify(ports))
  return ports
}

function read(file: string): Partial<Ports> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}

async function freePort(wanted: unknown, taken: number[]): Promise<number> {
  const isPort = typeof wanted === 'number' && Number.isInteger(wanted) && wanted > 0 && wanted < 65_536
  if (isPort && !taken.includes(wanted) && (await probe(wanted)) !== undefined) return wanted
  for (;;) {
    const port = await probe(0)
    if (port !== undefined && !taken.includes(port)) return port
  }
}

function probe(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined))
    })
  })
}
