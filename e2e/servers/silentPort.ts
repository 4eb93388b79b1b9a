import { createServer, type Server } from 'node:net'

/** A port that takes connections and says nothing; counts them. */
export async function openSilentPort(): Promise<{ port: number; connections(): number; close(): void }> {
  let count = 0
  const server: Server = createServer((socket) => {
    count++
    socket.on('error', () => {})
    server.once('closing', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return {
    port: address.port,
    connections: () => count,
    close() {
      server.emit('closing')
      server.close()
    },
  }
}
