import type { DataForm } from '#protocol/forms.ts'
import type { CommandData, CommandReply } from '#protocol/index.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { buildForm, findForm, parseForm } from './xep0004.ts'
import { parseOob } from './xep0066.ts'

export const NS_REGISTER = 'jabber:iq:register'

const FIELDS = ['username', 'password', 'email'] as const
const SECRET = /pass|secret/iu

export function buildRegister(
  type: 'get' | 'set',
  id: string,
  to: string,
  ...content: (Element | null)[]
): Element {
  return xml('iq', { type, id, to }, xml('query', { xmlns: NS_REGISTER }, ...content))
}

/** §3.1.1, §3.3: the fields that were filled in, and the form. */
export function buildFields(data: CommandData<'xmpp.register.set'>, formType: string): (Element | null)[] {
  const fields = FIELDS.map((name) => (data[name] ? xml(name, {}, data[name]) : null))
  return [...fields, data.form ? buildForm(data.form, formType) : null]
}

/** §3.1, §5: what a service asks for. */
export function parseRegistration(reply: Element): CommandReply<'xmpp.register.get'> {
  const query = reply.getChild('query', NS_REGISTER)
  const parsed: CommandReply<'xmpp.register.get'> = {}
  for (const name of FIELDS) {
    const field = query?.getChild(name, NS_REGISTER)
    if (field) parsed[name] = field.getText() || true
  }
  const instructions = query?.getChildText('instructions', NS_REGISTER)
  const form = findForm(query)
  if (instructions) parsed.instructions = instructions
  if (query?.getChild('registered', NS_REGISTER)) parsed.registered = true
  if (form) parsed.form = parseForm(form)
  const oob = parseOob(query)
  if (oob) parsed.oob = oob
  return parsed
}

/** §3.2, §3.3: the form that is asked for in a refusal. What it holds of secrets is what was just sent. */
export function formOfRefusal(stanza: Element): DataForm | undefined {
  const element = findForm(stanza.getChild('query', NS_REGISTER))
  if (!element) return undefined
  const { fields, ...form } = parseForm(element)
  const open = fields?.map(({ value, ...field }) => {
    const isSecret = field.type === 'text-private' || SECRET.test(field.var ?? '')
    return isSecret || value === undefined ? field : { ...field, value }
  })
  return { ...form, ...(open ? { fields: open } : {}) }
}
