import type { ProtocolError, Reason } from '#protocol/define.ts'
import type { Element } from './xml.ts'

const NS_STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas'

/** An expected failure on its way to the acknowledgement. */
export class Failure extends Error {
  readonly error: ProtocolError
  /** The stanza that said so, where one did. */
  readonly stanza: Element | undefined

  constructor(error: ProtocolError, stanza?: Element) {
    super(error.description ?? error.condition ?? error.type)
    this.name = 'Failure'
    this.error = error
    this.stanza = stanza
  }
}

/** XMPP-FTW's error object from an error stanza; tolerates white space and a missing `<error/>`. */
export function parseStanzaError(stanza: Element): ProtocolError {
  const element = stanza.getChild('error')
  const error: ProtocolError = { type: element?.attrs.type ?? 'cancel' }
  if (element?.attrs.by) error.by = element.attrs.by
  for (const child of element?.getChildElements() ?? []) {
    const name = child.getName().toLowerCase()
    const text = child.getText()
    if (child.getNS() !== NS_STANZAS) {
      error.application = { condition: name }
      const xmlns = child.getNS()
      if (xmlns) error.application.xmlns = xmlns
      if (text) error.application.description = text
    } else if (name === 'text') error.description = text
    else {
      error.condition = name
      // RFC 6120 §8.3.3.5 and §8.3.3.14 put an address inside the condition.
      if (text.trim()) error.detail = text.trim()
    }
  }
  error.condition ??= 'undefined-condition'
  return error
}

/** A refusal of the payload itself; `request` goes back without its secrets. */
export function clientError(
  description: string,
  request: unknown,
  reason?: Reason,
  detail?: string,
): ProtocolError {
  const error: ProtocolError = {
    type: 'modify',
    condition: 'client-error',
    description,
    ...(request === undefined ? {} : { request: redact(request) }),
  }
  if (reason) error.reason = reason
  if (detail) error.detail = detail
  return error
}

export const notConnected = (): ProtocolError => ({
  type: 'connection',
  condition: 'not-connected',
  description: 'You are not connected',
  reason: 'not-connected',
})

export const timedOut = (by?: string): ProtocolError => ({
  type: 'wait',
  condition: 'remote-server-timeout',
  description: 'No answer arrived in time',
  reason: 'timeout',
  ...(by ? { by } : {}),
})

/** The conversation with the room or server broke off before it answered. */
export const notJoined = (): ProtocolError => ({ type: 'cancel', condition: 'gone', reason: 'not-joined' })

const SECRET = /pass|secret|token|credential/iu
const MAX_ECHO_CHARS = 2000

/** A copy without secrets, cut where it is deep or long. */
export function redact(value: unknown, depth = 4): unknown {
  if (typeof value === 'string')
    return value.length > MAX_ECHO_CHARS ? `${value.slice(0, MAX_ECHO_CHARS)}…` : value
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? undefined : value
  if (depth === 0 || value instanceof Uint8Array) return null
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth - 1))
  const copy: Record<string, unknown> = {}
  const field = value as { var?: unknown; type?: unknown }
  const isSecret = field.type === 'text-private' || (typeof field.var === 'string' && SECRET.test(field.var))
  for (const [key, item] of Object.entries(value).slice(0, 50)) {
    if (SECRET.test(key) || key === '__proto__' || (isSecret && key === 'value')) continue
    copy[key] = redact(item, depth - 1)
  }
  return copy
}
