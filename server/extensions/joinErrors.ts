import type { ProtocolError, Reason } from '#protocol/define.ts'

const REASONS = new Map<string, Reason>(
  Object.entries({
    'registration-required': 'members-only',
    forbidden: 'banned',
    conflict: 'nick-conflict',
    'not-acceptable': 'nick-locked',
    'service-unavailable': 'full',
    'resource-constraint': 'full',
    'item-not-found': 'not-found',
    'not-allowed': 'creation-restricted',
    gone: 'gone',
    redirect: 'gone',
    'recipient-unavailable': 'remote-timeout',
    'remote-server-timeout': 'remote-timeout',
    'remote-server-not-found': 'remote-timeout',
    'jid-malformed': 'bad-jid',
  } satisfies Record<string, Reason>),
)

/** §7.6: inside, a refusal is about the nick; what a door says by the same conditions is another matter. */
export function renameError(error: ProtocolError): ProtocolError {
  switch (error.condition) {
    case 'conflict':
      return { ...error, reason: 'nick-conflict' }
    case 'not-acceptable':
      return { ...error, reason: 'nick-locked' }
    case 'not-allowed':
    case 'forbidden':
      return { ...error, reason: error.condition }
    default:
      return error
  }
}

/** §7.2.6: "required" and "wrong" look the same on the wire; only the sender knows whether one was sent. */
export function joinError(
  error: ProtocolError,
  hadPassword: boolean,
  isStored = false,
  infoError?: string,
): ProtocolError {
  const condition = error.condition ?? ''
  if (condition === 'not-authorized') {
    if (!hadPassword) return { ...error, reason: 'password-required' }
    return { ...error, reason: 'wrong-password', ...(isStored ? { stored: true as const } : {}) }
  }
  // A Map: the condition is a stranger's word, and an object would answer to `constructor`.
  const reason = beforeTheDoor(condition, infoError) ?? REASONS.get(condition)
  return reason ? { ...error, reason } : error
}

/** What a refusal means that also met the question about the room (disco#info), and so is no word of the room's. */
function beforeTheDoor(condition: string, infoError: string | undefined): Reason | undefined {
  const isDenied = condition === 'forbidden' || condition === 'not-allowed'
  // COMPAT: ejabberd 23.01 says `forbidden` where §7.2.13 has `not-allowed`: nobody may make this room.
  if (isDenied && infoError === 'item-not-found') return 'creation-restricted'
  // COMPAT: without server-to-server links, Prosody 0.12 says `not-allowed` and ejabberd 23.01 `forbidden`.
  if (isDenied && infoError === condition) return 'remote-timeout'
  return condition === 'service-unavailable' && infoError === condition ? 'not-found' : undefined
}

// A ghost of ours may still hold the nick, and others come back at the same time: the room gets time to settle.
const FOR_A_WHILE = new Map<Reason, number>([
  ['full', 6],
  ['nick-conflict', 5],
  // Gone with a crash, and made anew by another who came back first: locked until its settings are accepted.
  ['not-found', 3],
  ['remote-timeout', Number.POSITIVE_INFINITY],
])

/** Whether an unattended try that was refused so may be made once more. */
export function mayTryAgain({ reason, type, condition }: ProtocolError, attempts: number): boolean {
  const isPassing = type === 'wait' || condition === 'internal-server-error'
  return attempts < ((reason && FOR_A_WHILE.get(reason)) ?? (isPassing ? 6 : 0))
}
