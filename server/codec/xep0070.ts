import type { HttpRequest } from '#protocol/http.ts'
import { type Element, ownText, xml } from '../xmpp/xml.ts'

export const NS_HTTP_AUTH = 'http://jabber.org/protocol/http-auth'
const NS_STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas'

/** Which HTTP request it is about; nothing where it does not say all. */
export function parseConfirm(stanza: Element): HttpRequest | undefined {
  const { method, id, url } = stanza.getChild('confirm', NS_HTTP_AUTH)?.attrs ?? {}
  return method && id && url ? { method, id, url } : undefined
}

/** The thread that the answer must repeat (§4.6). */
export const threadOf = (message: Element): string | undefined => ownText(message, 'thread') || undefined

interface Answer {
  type: 'iq' | 'message'
  to: string
  id?: string | undefined
  request?: HttpRequest | undefined
}

/** The person's word on it (§4.6). */
export function buildAnswer({ type, to, id, request }: Answer, isConfirmed: boolean): Element {
  const confirm = request
    ? xml('confirm', { xmlns: NS_HTTP_AUTH, method: request.method, id: request.id, url: request.url })
    : null
  const error = isConfirmed
    ? null
    : xml('error', { type: 'auth' }, xml('not-authorized', { xmlns: NS_STANZAS }))
  if (type === 'iq')
    return xml('iq', { type: isConfirmed ? 'result' : 'error', to, id: id ?? '' }, confirm, error)
  const thread = id ? xml('thread', {}, id) : null
  return xml('message', { type: isConfirmed ? 'normal' : 'error', to }, thread, confirm, error)
}
