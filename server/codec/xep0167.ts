import type { RtpDescription, RtpPayload } from '#protocol/jingleRtp.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { readAttributes, writeAttributes } from './attributes.ts'

const NS_RTP = 'urn:xmpp:jingle:apps:rtp:1'
export const NS_RTP_INFO = 'urn:xmpp:jingle:apps:rtp:info:1'
const NS_FEEDBACK = 'urn:xmpp:jingle:apps:rtp:rtcp-fb:0'
const NS_HEADERS = 'urn:xmpp:jingle:apps:rtp:rtp-hdrext:0'
/** Sources before XEP-0339; what XMPP-FTW's browsers speak. */
const NS_SSRC = 'http://estos.de/ns/ssrc'

const PAYLOAD = {
  id: 'id',
  name: 'name',
  clockrate: 'clockrate',
  channels: 'channels',
  maxptime: 'maxptime',
  ptime: 'ptime',
}
const CRYPTO = {
  tag: 'tag',
  cipherSuite: 'crypto-suite',
  keyParams: 'key-params',
  sessionParams: 'session-params',
}
const HEADER = { id: 'id', senders: 'senders', uri: 'uri' }
const SOURCE = { ssrc: 'ssrc', cname: 'cname', msid: 'msid', mslabel: 'mslabel', label: 'label' }
const FEEDBACK = { type: 'type', subtype: 'subtype' }
const PARAMETER = { key: 'name', value: 'value' }
/** How often feedback may come, in milliseconds (XEP-0293 §4); one of `feedback` under this type. */
const INTERVAL = 'trr-int'

export function parseRtp(content: Element): RtpDescription | undefined {
  const description = content.getChild('description', NS_RTP)
  if (!description) return undefined
  const { media, ssrc } = description.attrs
  const payloads = description.getChildren('payload-type').map(parsePayload)
  const encryption = description.getChild('encryption')
  const ciphers = encryption?.getChildren('crypto').map((each) => readAttributes(each, CRYPTO)) ?? []
  const headers = description.getChildren('rtp-hdrext', NS_HEADERS)
  const bandwidth = description.getChild('bandwidth')
  return {
    descType: 'rtp',
    ...(media ? { media } : {}),
    ...(ssrc ? { ssrc } : {}),
    ...(description.getChild('rtcp-mux') ? { mux: true } : {}),
    ...(payloads.length > 0 ? { payloads } : {}),
    ...(ciphers.length > 0 ? { encryption: ciphers } : {}),
    ...(['1', 'true'].includes(encryption?.attrs.required ?? '') ? { encryptionRequired: true } : {}),
    ...(bandwidth ? { bandwidth: { type: bandwidth.attrs.type, value: bandwidth.getText() } } : {}),
    ...(headers.length > 0 ? { headerExtensions: headers.map((each) => readAttributes(each, HEADER)) } : {}),
    ssrcs: description.getChildren('ssrc', NS_SSRC).map((each) => readAttributes(each, SOURCE)),
    feedback: parseFeedback(description),
  }
}

function parsePayload(payload: Element): RtpPayload {
  const parameters = payload.getChildren('parameter').map((each) => readAttributes(each, PARAMETER))
  return {
    // §4: one channel where nothing is said.
    channels: '1',
    ...readAttributes(payload, PAYLOAD),
    feedback: parseFeedback(payload),
    ...(parameters.length > 0 ? { parameters } : {}),
  }
}

function parseFeedback(parent: Element): NonNullable<RtpPayload['feedback']> {
  const interval = parent.getChild('rtcp-fb-trr-int', NS_FEEDBACK)?.attrs.value
  const kinds = parent.getChildren('rtcp-fb', NS_FEEDBACK).map((each) => readAttributes(each, FEEDBACK))
  return interval === undefined ? kinds : [...kinds, { type: INTERVAL, value: interval }]
}

export function buildRtp(data: RtpDescription): Element {
  const { media, ssrc, bandwidth } = data
  const attrs = { ...(media ? { media } : {}), ...(ssrc ? { ssrc } : {}) }
  return xml(
    'description',
    { xmlns: NS_RTP, ...attrs },
    ...(data.payloads ?? []).map(buildPayload),
    buildEncryption(data),
    bandwidth ? xml('bandwidth', { type: bandwidth.type ?? '' }, bandwidth.value ?? '') : null,
    data.mux ? xml('rtcp-mux') : null,
    ...buildFeedback(data.feedback),
    ...(data.headerExtensions ?? []).map((each) =>
      xml('rtp-hdrext', { xmlns: NS_HEADERS, ...writeAttributes(each, HEADER) }),
    ),
    ...(data.ssrcs ?? []).map((each) => xml('ssrc', { xmlns: NS_SSRC, ...writeAttributes(each, SOURCE) })),
  )
}

function buildPayload(payload: RtpPayload): Element {
  const parameters = (payload.parameters ?? []).map((each) =>
    xml('parameter', writeAttributes(each, PARAMETER)),
  )
  return xml(
    'payload-type',
    writeAttributes(payload, PAYLOAD),
    ...parameters,
    ...buildFeedback(payload.feedback),
  )
}

function buildEncryption({ encryption, encryptionRequired }: RtpDescription): Element | null {
  if (!encryption?.length) return null
  const ciphers = encryption.map((each) => xml('crypto', writeAttributes(each, CRYPTO)))
  return xml('encryption', encryptionRequired ? { required: '1' } : {}, ...ciphers)
}

function buildFeedback(feedback: RtpPayload['feedback']): Element[] {
  return (feedback ?? []).map((each) =>
    each.type === INTERVAL
      ? xml('rtcp-fb-trr-int', { xmlns: NS_FEEDBACK, value: each.value ?? '' })
      : xml('rtcp-fb', { xmlns: NS_FEEDBACK, ...writeAttributes(each, FEEDBACK) }),
  )
}
