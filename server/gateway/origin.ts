import type { IncomingMessage } from 'node:http'

/**
 * Whether a request comes from our own page, an origin the operator named, or no browser at all. A browser sends
 * `Origin` with every WebSocket handshake and every POST; a request without one that carries a cookie or Fetch
 * Metadata is a browser that hides it, and is refused.
 */
export function isSameOrigin(request: IncomingMessage, origins: readonly string[]): boolean {
  const { origin, cookie } = request.headers
  if (origin === undefined) return cookie === undefined && request.headers['sec-fetch-site'] === undefined
  if (origins.includes(origin)) return true
  // Never `X-Forwarded-Host`: a proxy that changes the host is one whose operator names the page's origin.
  const { host } = request.headers
  try {
    const url = new URL(origin)
    return /^https?:$/u.test(url.protocol) && host !== undefined && url.host === host.toLowerCase()
  } catch {
    return false
  }
}
