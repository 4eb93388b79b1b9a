import { type Element, xml } from '@xmpp/xml'
import { splitJid } from '../../shared/protocol/jid.ts'
import { ask, type Negotiation } from './negotiation.ts'
import type { XmlStream } from './stream.ts'
import { type ClientOptions, LoginFailure, NS } from './types.ts'

/** XEP-0077 §3.1: makes the account on the stream that will then sign in to it. */
export async function createAccount(
  stream: XmlStream,
  link: Negotiation,
  features: Element,
  options: ClientOptions,
): Promise<void> {
  const { user, domain } = splitJid(options.jid)
  if (!features.getChild('register', NS.registerFeature)) throw new LoginFailure('registration-closed')
  const form = await ask(stream, link, iq('get', domain, xml('query', { xmlns: NS.register })))
  const query = form.attrs.type === 'result' ? form.getChild('query', NS.register) : undefined
  if (!query) throw new LoginFailure('registration-closed', errorText(form))
  const answer = await ask(stream, link, iq('set', domain, fill(query, user ?? '', options.password ?? '')))
  if (answer.attrs.type === 'result') return
  const condition = answer.getChild('error')?.getChildElements()[0]?.getName()
  if (condition === 'conflict') throw new LoginFailure('account-exists')
  if (condition === 'resource-constraint') throw new LoginFailure('too-many-attempts', errorText(answer))
  if (condition === 'not-allowed' || condition === 'forbidden' || condition === 'service-unavailable')
    throw new LoginFailure('registration-closed', errorText(answer))
  throw new LoginFailure('registration-refused', errorText(answer))
}

function fill(query: Element, username: string, password: string): Element {
  const form = query.getChild('x', NS.data)
  if (!form)
    return xml('query', { xmlns: NS.register }, xml('username', {}, username), xml('password', {}, password))
  const known = new Map([
    ['username', username],
    ['password', password],
  ])
  const fields = form.getChildren('field').flatMap((field) => {
    const name = field.attrs.var ?? ''
    const value = known.get(name) ?? (field.attrs.type === 'hidden' ? field.getChildText('value') : null)
    if (value === null && field.getChild('required'))
      throw new LoginFailure('registration-refused', `The server also asks for: ${field.attrs.label ?? name}`)
    return value === null ? [] : [xml('field', { var: name }, xml('value', {}, value))]
  })
  return xml('query', { xmlns: NS.register }, xml('x', { xmlns: NS.data, type: 'submit' }, ...fields))
}

const iq = (type: string, to: string, child: Element) =>
  xml('iq', { type, to, id: `register-${type}` }, child)

const errorText = (answer: Element) => answer.getChild('error')?.getChildText('text') ?? undefined
