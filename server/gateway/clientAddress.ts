import type { IncomingMessage } from 'node:http'

/** Whether the word of this address, so many hops away, counts; Express compiles it from `TRUST_PROXY`. */
export type Trust = (address: string, hop: number) => boolean

/** Who is at the other end: behind proxies that we trust, whom the last of them names. */
export function clientAddress(request: IncomingMessage, trust: Trust): string {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',')
  const hops = [request.socket.remoteAddress ?? '', ...forwarded.map((hop) => hop.trim()).reverse()].filter(
    Boolean,
  )
  const first = hops.find((address, index) => !trust(address, index))
  return first ?? hops.at(-1) ?? ''
}
