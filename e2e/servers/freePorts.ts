import { randomInt } from 'node:crypto'
import { createServer, type Server } from 'node:net'

// Below those that a system lends to connections on their way out (on Linux from 32768 on): none of them takes one of
// ours between now and its use, or while the gateway that had it is down. Above those that browsers refuse to open.
const [LOWEST, HIGHEST] = [11_000, 32_000]

/** Loopback ports that were free a moment ago, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = new Map<number, Server>()
  while (servers.size < count) {
    const port = randomInt(LOWEST, HIGHEST)
    const server = servers.has(port) ? undefined : await listen(port)
    if (server) servers.set(port, server)
  }
  await Promise.all([...servers.values()].map((server) => new Promise((resolve) => server.close(resolve))))
  return [...servers.keys()]
}

/** Nothing where somebody else listens already. */
function listen(port: number): Promise<Server | undefined> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
