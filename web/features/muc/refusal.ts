import type { ProtocolError } from '#protocol/define.ts'
import { bareOf } from '#protocol/jid.ts'
import { hasWords, t } from '../../lib/i18n.ts'
import { sentence } from '../../lib/sentence.ts'
import type { Refused } from './model.ts'

/** What in the form can put it right: a field, or the button that asks for membership; `room` when nothing can. */
export type Place = 'password' | 'nick' | 'membership' | 'room'

export function placeOf(error: ProtocolError): Place {
  switch (error.reason) {
    case 'password-required':
    case 'wrong-password':
      return 'password'
    case 'nick-conflict':
    case 'nick-locked':
      return 'nick'
    case 'members-only':
      return 'membership'
    default:
      return 'room'
  }
}

/** Why a room cannot be entered, in words. */
export function refusalWords(error: ProtocolError, room: string, by?: Refused['by'] | 'link'): string {
  if (error.reason === 'password-required')
    return t(by === 'session' ? 'muc:password.added' : 'muc:password.required')
  if (error.reason === 'wrong-password') {
    if (by === 'session' || by === 'bookmark' || error.stored) return t('muc:password.changed')
    if (by === 'link') return t('muc:password.linkOutdated')
    return t(by === 'invitation' ? 'muc:password.outdated' : 'muc:password.wrong')
  }
  // What the invited can do is to turn to whoever invited them.
  const invited = `muc:invited.${error.reason}`
  if (by === 'invitation' && hasWords(invited)) return t(invited)
  const server = room.slice(room.indexOf('@') + 1)
  // One reason stands for several conditions; where they ask for different steps, they have different words.
  const precise = `muc:door.${error.condition}`
  return hasWords(precise) ? t(precise, { server }) : sentence({ ...error, by: server }, 'muc')
}

/** What the server itself said, where that adds something. */
export function serversWords(error: ProtocolError): string | undefined {
  return error.description ? t('errors:saidByServer', { text: error.description }) : undefined
}

/** Where a room went that is not there any more (RFC 6120 §8.3.3.5). */
export function successorOf(error: ProtocolError): string | undefined {
  if (error.reason !== 'gone' || !error.detail) return undefined
  const room = bareOf(error.detail.replace(/^xmpp:/iu, '').replace(/\?.*$/u, ''))
  return room?.includes('@') ? room : undefined
}
