import type { ProtocolError } from '#protocol/define.ts'
import type { SignIn } from '#protocol/session.ts'

/** Why the operator lets nobody in this way. */
export function notOffered(
  { kind }: Pick<SignIn, 'kind'>,
  offer: { registration: boolean; anonymousDomain: string | undefined },
): ProtocolError | undefined {
  if (kind === 'register' && !offer.registration)
    return { type: 'cancel', condition: 'not-allowed', reason: 'registration-closed' }
  if (kind === 'anonymous' && offer.anonymousDomain === undefined)
    return { type: 'cancel', condition: 'not-allowed', reason: 'no-mechanism' }
  return undefined
}

export const closing = (): ProtocolError => ({
  type: 'wait',
  condition: 'service-unavailable',
  reason: 'unreachable',
})

export const rateLimited = (seconds: number): ProtocolError => ({
  type: 'wait',
  condition: 'policy-violation',
  description: `Too many requests: wait ${seconds} s`,
  reason: 'rate-limited',
  detail: String(seconds),
})
