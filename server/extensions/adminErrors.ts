import type { ProtocolError, Reason } from '#protocol/define.ts'

/** What was asked of the room, as far as a refusal of it can mean something of its own. */
export interface AdminRequest {
  affiliation?: string
  role?: string
  /** It is about ourselves. */
  isSelf?: boolean
  /** We own the room, as far as it told us. */
  isOwner?: boolean
}

// XEP-0045 §8–10, and RFC 6120 §8.3.3 where those say nothing. What is missing here says enough by itself.
const REASONS = new Map<string, Reason>(
  Object.entries({
    forbidden: 'forbidden',
    'not-allowed': 'not-allowed',
    'item-not-found': 'not-found',
    'jid-malformed': 'bad-jid',
    gone: 'gone',
    'remote-server-timeout': 'remote-timeout',
    'remote-server-not-found': 'remote-timeout',
    'service-unavailable': 'unsupported',
    'feature-not-implemented': 'unsupported',
  } satisfies Record<string, Reason>),
)

/** A room's refusal to change or to list people, with the reason that its condition stands for there. */
export function adminError(error: ProtocolError, request: AdminRequest): ProtocolError {
  if (error.reason !== undefined) return error
  const reason = special(error.condition, request) ?? REASONS.get(error.condition ?? '')
  return reason ? { ...error, reason } : error
}

function special(condition: string | undefined, request: AdminRequest): Reason | undefined {
  const { affiliation, role, isSelf, isOwner } = request
  if (condition === 'conflict') {
    if (role !== undefined) return 'not-allowed'
    // §9.1: nobody bans themselves. §10.5: nobody takes the last owner away.
    return isSelf && affiliation === 'outcast' && !isOwner ? 'self-ban' : 'last-owner'
  }
  // COMPAT: ejabberd 23.01 answers the last owner who steps down with not-allowed; it forbids owners nothing else.
  if (condition === 'not-allowed' && isSelf && isOwner && affiliation !== undefined) return 'last-owner'
  // COMPAT: ejabberd 23.01 answers a nick that nobody has with not-acceptable, where others say item-not-found.
  const isNobody = condition === 'not-acceptable' || condition === 'recipient-unavailable'
  return role !== undefined && isNobody ? 'not-found' : undefined
}
