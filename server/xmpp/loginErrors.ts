import type { ProtocolError, Reason } from '#protocol/define.ts'
import type { LoginFailure } from '../transport/types.ts'

const REGISTRATION = new Set<Reason>(['registration-closed', 'registration-refused', 'account-exists'])
const AUTHENTICATION = new Set<Reason>(['wrong-password', 'account-disabled', 'no-mechanism', 'server-proof'])
const CONNECTION = new Set<Reason>(['disconnected', 'replaced'])

/** XMPP-FTW's three known errors keep their words; everything else is `unknown` there, and `reason` says which. */
export function loginError({ reason, text }: LoginFailure): ProtocolError {
  // COMPAT: Prosody's words for a wrong password are others than for an account that does not exist.
  const detail = text === undefined || reason === 'wrong-password' ? {} : { detail: text }
  if (AUTHENTICATION.has(reason))
    return {
      type: 'auth',
      condition: 'login-fail',
      description: 'XMPP authentication fail',
      reason,
      ...detail,
    }
  if (REGISTRATION.has(reason))
    return {
      type: 'auth',
      condition: 'registration-fail',
      description: 'Registration error',
      reason,
      ...detail,
    }
  if (CONNECTION.has(reason))
    return {
      type: 'connection',
      condition: 'disconnected',
      description: 'XMPP client disconnected',
      reason,
      ...detail,
    }
  return { type: 'cancel', condition: 'unknown', description: 'The connection failed', reason, ...detail }
}
