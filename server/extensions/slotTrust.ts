/** Whose addresses are believed. */
export interface SlotTrust {
  /** The service, and the domain of the account that it serves. */
  readonly domains: readonly string[]
  /** Origins that the operator of the gateway named. */
  readonly origins: readonly string[]
}

/**
 * Whether a browser may be sent there with a file, or for one: to an origin that the operator named, else by https to the
 * service itself, the account's domain or one beneath it. An address of numbers is nobody's domain, so a server cannot
 * point into the network that the browser is in.
 */
export function isTrusted(text: string, { domains, origins }: SlotTrust): boolean {
  if (!URL.canParse(text) || /[\s\p{Cc}\\]/u.test(text)) return false
  const { protocol, username, password, origin, hostname, hash } = new URL(text)
  if (!/^https?:$/u.test(protocol) || username !== '' || password !== '' || hash !== '') return false
  if (origins.includes(origin)) return true
  if (protocol !== 'https:' || /^\[|^[\d.]+$/u.test(hostname)) return false
  return domains.map(hostOf).some((host) => hostname === host || hostname.endsWith(`.${host}`))
}

/** As addresses of the web write it. */
const hostOf = (domain: string) =>
  URL.canParse(`https://${domain}`) ? new URL(`https://${domain}`).hostname : domain
