import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { TransportConfig } from './types.ts'

/** What an address is told as that a name server must not send us to. */
export const INNER = 'INNER_ADDRESS'

// RFC 6890: this machine, private and shared networks, links, tests, groups.
const inner = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [
  ['::', 96],
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(net, prefix, 'ipv6')

/** Whether this address, which is one, leads nowhere outside. */
export function isInner(address: string): boolean {
  // A zone says through which of our own cards.
  const [bare = ''] = address.split('%')
  return inner.check(bare, isIP(bare) === 6 ? 'ipv6' : 'ipv4')
}

/** Whether whoever runs the domain's name server may not choose an inner address: the operator named the domain alone. */
export function mustLeadOutside(domain: string, { service, innerAddresses }: TransportConfig): boolean {
  const isLocal =
    isIP(domain) > 0 || /^[^.]+$|\.(?:localhost|local|internal|lan|home\.arpa|test)$/iu.test(domain)
  return service === undefined && innerAddresses !== true && !isLocal
}

/** `dns.lookup` without the answers that lead inside: what was checked is what is dialled. */
export const lookUpOutside: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '')
    const outside = addresses.filter(({ address }) => !isInner(address))
    const [first] = outside
    if (!first) return callback(Object.assign(new Error('An inner address'), { code: INNER }), '')
    if (options.all) callback(null, outside)
    else callback(null, first.address, first.family)
  })
}
