import type { Fingerprint, IceTransport } from '#protocol/jingleIce.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { readAttributes, writeAttributes } from './attributes.ts'

const NS_ICE = 'urn:xmpp:jingle:transports:ice-udp:1'
const NS_DTLS = 'urn:xmpp:jingle:apps:dtls:0'
/** Before XEP-0320 had a namespace of its own; what XMPP-FTW's browsers speak. */
const NS_DTLS_OLD = 'urn:xmpp:tmp:jingle:apps:dtls:0'

const CANDIDATE = {
  foundation: 'foundation',
  component: 'component',
  protocol: 'protocol',
  priority: 'priority',
  ip: 'ip',
  port: 'port',
  type: 'type',
  generation: 'generation',
  network: 'network',
  id: 'id',
  relAddr: 'rel-addr',
  relPort: 'rel-port',
  tcpType: 'tcptype',
}
const SECRETS = { ufrag: 'ufrag', pwd: 'pwd' }

export function parseIce(content: Element): IceTransport | undefined {
  const transport = content.getChild('transport', NS_ICE)
  if (!transport) return undefined
  const fingerprints = [NS_DTLS, NS_DTLS_OLD].flatMap((xmlns) =>
    transport.getChildren('fingerprint', xmlns).map((each) => parseFingerprint(each, xmlns)),
  )
  return {
    transType: 'iceUdp',
    ...readAttributes(transport, SECRETS),
    candidates: transport.getChildren('candidate').map((each) => readAttributes(each, CANDIDATE)),
    ...(fingerprints.length > 0 ? { fingerprints } : {}),
  }
}

function parseFingerprint(element: Element, xmlns: string): Fingerprint {
  return {
    ...readAttributes(element, { hash: 'hash', setup: 'setup' }),
    value: element.getText().trim(),
    xmlns: xmlns as NonNullable<Fingerprint['xmlns']>,
  }
}

export function buildIce(data: IceTransport): Element {
  const fingerprints = (data.fingerprints ?? []).map((each) =>
    xml(
      'fingerprint',
      {
        xmlns: each.xmlns ?? NS_DTLS_OLD,
        ...writeAttributes(each, { hash: 'hash', setup: 'setup' }),
      },
      each.value ?? '',
    ),
  )
  const candidates = (data.candidates ?? []).map((each) => xml('candidate', writeAttributes(each, CANDIDATE)))
  return xml(
    'transport',
    { xmlns: NS_ICE, ...writeAttributes(data, SECRETS) },
    ...fingerprints,
    ...candidates,
  )
}
