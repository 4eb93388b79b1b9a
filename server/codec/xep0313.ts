import { type Element, xml } from '../xmpp/xml.ts'

export const NS_MAM = 'urn:xmpp:mam:2'
const NS_FORWARD = 'urn:xmpp:forward:0'
const NS_DATA = 'jabber:x:data'

export interface ArchiveQuery {
  queryId: string
  to?: string | undefined
  with?: string | undefined
  start?: string | null | undefined
  end?: string | null | undefined
  /** XEP-0431: the archive's field for words, and the words. */
  text?: { field: string; words: string } | undefined
}

export function buildQuery(id: string, query: ArchiveQuery, rsm: Element[]): Element {
  const field = (name: string, value: string | null | undefined) =>
    value ? xml('field', { var: name }, xml('value', {}, value)) : null
  const form = xml(
    'x',
    { xmlns: NS_DATA, type: 'submit' },
    xml('field', { var: 'FORM_TYPE', type: 'hidden' }, xml('value', {}, NS_MAM)),
    field('with', query.with),
    field('start', query.start),
    field('end', query.end),
    query.text ? field(query.text.field, query.text.words) : null,
  )
  const body = xml('query', { xmlns: NS_MAM, queryid: query.queryId }, form, ...rsm)
  return xml('iq', { type: 'set', id, ...(query.to ? { to: query.to } : {}) }, body)
}

export interface ArchiveResult {
  queryId: string
  id: string | undefined
  forwarded: Element
  message: Element
}

/** One result: which query it answers, its archive id, and the forwarded message with the archive's own time stamp. */
export function parseResult(stanza: Element): ArchiveResult | undefined {
  const result = stanza.getChild('result', NS_MAM)
  const forwarded = result?.getChild('forwarded', NS_FORWARD)
  const message = forwarded?.getChild('message')
  if (!result || !forwarded || !message) return undefined
  return { queryId: result.attrs.queryid ?? '', id: result.attrs.id, forwarded, message }
}

export function buildPreferences(
  id: string,
  prefs: { default: string; always?: string[] | undefined; never?: string[] | undefined },
): Element {
  const list = (name: string, jids: string[] | undefined) =>
    jids ? xml(name, {}, ...jids.map((jid) => xml('jid', {}, jid))) : null
  const body = xml(
    'prefs',
    { xmlns: NS_MAM, default: prefs.default },
    list('always', prefs.always),
    list('never', prefs.never),
  )
  return xml('iq', { type: 'set', id }, body)
}

/** What is kept by itself (`default`), and with whom it is otherwise. */
export function parsePreferences(iq: Element): { default: string; always: string[]; never: string[] } {
  const prefs = iq.getChild('prefs', NS_MAM)
  const list = (name: string) =>
    prefs
      ?.getChild(name)
      ?.getChildren('jid')
      .map((jid) => jid.getText()) ?? []
  return { default: prefs?.attrs.default ?? 'always', always: list('always'), never: list('never') }
}
