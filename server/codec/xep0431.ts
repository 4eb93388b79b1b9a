import { type Element, xml } from '../xmpp/xml.ts'
import { findForm } from './xep0004.ts'
import { NS_MAM } from './xep0313.ts'

// The second one is what ejabberd and Openfire called it before there was a XEP.
const FIELDS = ['{urn:xmpp:fulltext:0}fulltext', 'withtext']

/** Asks an archive by what it can be searched (XEP-0313 §4.1.5). */
export function buildFormRequest(id: string, to: string | undefined): Element {
  return xml('iq', { type: 'get', id, ...(to ? { to } : {}) }, xml('query', { xmlns: NS_MAM }))
}

/** The field that takes words; undefined where the archive has none. One that has none may ignore it, and find all. */
export function parseTextField(iq: Element): string | undefined {
  const form = findForm(iq.getChild('query', NS_MAM))
  const names = form?.getChildren('field').map((field) => field.attrs.var) ?? []
  return FIELDS.find((name) => names.includes(name))
}
