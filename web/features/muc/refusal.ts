import type { ProtocolError } from '#protocol/define.ts'
import { bareOf } from '#protocol/jid.ts'
import { t } from '../../lib/i18n.ts'
import { sentence } from '../../lib/sentence.ts'
import type { Refused } from './model.ts'

/** The field of the form that can put it right; `room` when none can. */
export type Place = 'password' | 'nick' | 'room'

export function placeOf(error: ProtocolError): Place {
  switch (error.reason) {
    case 'password-required':
    case 'wrong-password':
      return 'password'
    case 'nick-conflict':
    case 'nick-locked':
      return 'nick'
    default:
      return 'room'
  }
}

/** Why a room cannot be entered, in words. */
export function refusalWords(error: ProtocolError, room: string, by?: Refused['by']): string {
  if (error.reason === 'password-required')
    return t(by === 'session' ? 'muc:password.added' : 'muc:password.required')
  if (error.reason === 'wrong-password') {
    if (by === 'session') return t('muc:password.changed')
    return t(by === 'invitation' ? 'muc:password.outdated' : 'muc:password.wrong')
  }
  const server = room.slice(room.indexOf('@') + 1)
  return sentence({ ...error, by: server }, 'muc')
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
