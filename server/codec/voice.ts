import { parseJid } from '#protocol/jid.ts'
import type { VoiceRequest } from '#protocol/voice.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { buildForm, findForm } from './xep0004.ts'
import { NS_MUC } from './xep0045.ts'

const NS_REQUEST = `${NS_MUC}#request`

/** §7.13 */
export function buildVoiceRequest(id: string, room: string, role: string): Element {
  const field = { var: 'muc#role', type: 'text-single', label: 'Requested role', value: role }
  return xml('message', { to: room, id }, buildForm([field], NS_REQUEST))
}

/** §8.6: the room asks its moderators. */
export function parseVoiceRequest(message: Element, room: string): VoiceRequest | undefined {
  const form = findForm(message, NS_REQUEST)
  if (!form) return undefined
  const value = (name: string) =>
    form
      .getChildren('field')
      .find((field) => field.attrs.var === name)
      ?.getChildText('value') ?? undefined
  const address = value('muc#jid')
  const jid = address ? parseJid(address) : undefined
  const nick = value('muc#roomnick')
  return {
    room,
    role: value('muc#role') ?? 'participant',
    ...(jid ? { jid } : {}),
    ...(nick ? { nick } : {}),
  }
}

export function buildVoiceAnswer(
  id: string,
  answer: { room: string; nick: string; jid?: string | undefined; allow: boolean },
): Element {
  const fields = [
    { var: 'muc#role', value: 'participant' },
    ...(answer.jid ? [{ var: 'muc#jid', value: answer.jid }] : []),
    { var: 'muc#roomnick', value: answer.nick },
    { var: 'muc#request_allow', value: answer.allow },
  ]
  return xml('message', { to: answer.room, id }, buildForm(fields, NS_REQUEST))
}
