import { connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'

/** A port that leads to another one, until it is cut: then all that goes through it breaks, and nobody new gets through. */
export interface CuttableLink {
  readonly port: number
  cut(): void
  mend(): void
  /** Lets a piece through each so many milliseconds, so that something long is still under way; 0 lets all through. */
  pace(ms: number): void
  close(): void
}

export async function openCuttableLink(to: { host: string; port: number }): Promise<CuttableLink> {
  const ends = new Set<Socket>()
  let isCut = false
  let paceMs = 0
  const slow = () =>
    new Transform({
      transform(piece, _encoding, done) {
        if (paceMs > 0) setTimeout(done, paceMs, null, piece)
        else done(null, piece)
      },
    })
  const server = createServer((near) => {
    if (isCut) {
      near.destroy()
      return
    }
    const far = connect(to.port, to.host)
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end)
      end.on('error', () => {})
      end.on('close', () => {
        ends.delete(end)
        other.destroy()
      })
    }
    near.pipe(slow()).pipe(far).pipe(near)
  })
  const cut = () => {
    isCut = true
    // Reset instead of closed: what is in the buffers is gone, as when a cable is pulled.
    for (const end of ends) end.resetAndDestroy()
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return {
    port: address.port,
    cut,
    mend() {
      isCut = false
    },
    pace(ms) {
      paceMs = ms
    },
    close() {
      cut()
      server.close()
    },
  }
}
