import { type Gateway, startGateway } from './gateway.ts'
import { startServer } from './servers.ts'
import type { ServerInfo, ServerKind, TestServer } from './testServer.ts'

/** A server with a gateway in front of it that holds nobody to a rate; plain data. */
export interface Target {
  kind: ServerKind
  server: ServerInfo
  url: string
}

export interface Houses {
  targets: Target[]
  close(): Promise<void>
}

/** A server of each kind, each with a gateway; all of them or none. */
export async function openHouses(kinds: readonly ServerKind[]): Promise<Houses> {
  const running: (TestServer | Gateway)[] = []
  const close = async () => {
    for (const each of running.splice(0).reverse()) await each.stop()
  }
  const results = await Promise.allSettled(
    kinds.map(async (kind): Promise<Target> => {
      const started = await startServer(kind)
      running.push(started)
      const { stop: _stop, restart: _restart, ...server } = started
      const gateway = await startGateway(server)
      running.push(gateway)
      return { kind, server, url: gateway.url }
    }),
  )
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) {
    await close()
    throw failed.reason
  }
  return {
    targets: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    close,
  }
}
