import { MAX_BODY_BYTES, type ProtocolError } from '#protocol/define.ts'
import { codePointName, illegalCodePoint, utf8Length } from '#protocol/text.ts'
import { type ConversationId, parseConversation } from '../../lib/conversation.ts'
import type { Request, Result } from '../../transport/request.ts'
import type { Entry } from './entry.ts'

/**
 * How far it came. `typed`: certainly not said yet. `emitted`: given to the gateway once at least, and not proved.
 * `failed`: certainly not said, and waits for a person. `unconfirmed`: nobody can tell, and waits for a person.
 */
export type Stage = 'typed' | 'emitted' | 'failed' | 'unconfirmed'

/** One press of Enter that has not reached the server for certain; JSON, kept in the vault and told to other tabs. */
export interface Pending {
  /** On the wire as the message's id and origin-id, each time it is offered. */
  readonly id: string
  readonly conversation: ConversationId
  readonly text: string
  /** Milliseconds since 1970: when the person pressed Enter. */
  readonly at: number
  /** Its place among all that was typed for this account. */
  readonly order: number
  readonly stage: Stage
  /** Grows with each change: of two words about one entry, the later counts. */
  readonly rev: number
  readonly error?: ProtocolError
  /** The server had it and it came back: that it was there proves nothing any more. */
  readonly bounced?: true
  /** The id of the message that it corrects, and what that said before. */
  readonly replace?: string
  readonly before?: Pick<Entry, 'text' | 'delivery' | 'edited'>
  /** The text is where a file is. */
  readonly oob?: true
}

/** A press of Enter, before it has a place among the others. */
export type Typed = Omit<Pending, 'order' | 'stage' | 'rev' | 'error' | 'bounced'>

const STAGES: readonly unknown[] = ['typed', 'emitted', 'failed', 'unconfirmed'] satisfies Stage[]

/** What another page, maybe an older one, left or told; undefined when it is none of ours. */
export function readPending(value: unknown): Pending | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { id, conversation, text, at, order, stage, rev } = value as Partial<Pending>
  const isOurs =
    [id, conversation, text].every((each) => typeof each === 'string' && each !== '') &&
    [at, order, rev].every((each) => typeof each === 'number' && Number.isFinite(each)) &&
    STAGES.includes(stage)
  return isOurs ? (value as Pending) : undefined
}

/** What no second try mends: it stands in nobody's way. */
const HOPELESS = new Set<ProtocolError['reason']>(['too-long', 'illegal-character', 'bad-data', 'bad-jid'])

/** Whether what was typed after it in its conversation waits until somebody decides about it. */
export const holds = ({ stage, error }: Pending): boolean =>
  stage === 'unconfirmed' || (stage === 'failed' && !HOPELESS.has(error?.reason))

/** Whether one of these, typed later, replaces the same message. */
export const isReplaced = ({ replace, order }: Pending, among: readonly Pending[]): boolean =>
  replace !== undefined && among.some((each) => each.replace === replace && each.order > order)

/** Says it. With `again` the gateway looks first whether it was said before. */
export function offerTo(request: Request, entry: Pending, isAgain: boolean): Promise<Result<{ id: string }>> {
  const { id, text, conversation, replace, at, oob } = entry
  const target = parseConversation(conversation)
  const said = {
    content: text,
    id,
    ...(replace === undefined ? {} : { replace }),
    ...(oob ? { oob: { url: text } } : {}),
    ...(isAgain ? { again: true, at: new Date(at).toISOString() } : {}),
  }
  if (target.kind === 'chat')
    return request('xmpp.chat.message', {
      ...said,
      to: target.jid,
      state: 'active',
      receipt: true,
      markable: true,
    })
  if (target.kind === 'private')
    return request('xmpp.muc.message', { ...said, room: target.room, to: target.nick, state: 'active' })
  return request('xmpp.muc.message', { ...said, room: target.room })
}

/** Why no gateway would take it: offered all the same, it would break the way for what comes after it. */
export function objectionTo({ text }: Pending): ProtocolError | undefined {
  const refused = { type: 'modify', condition: 'client-error' }
  const bad = illegalCodePoint(text)
  if (bad !== undefined) return { ...refused, reason: 'illegal-character', detail: codePointName(bad) }
  if (utf8Length(text) <= MAX_BODY_BYTES) return undefined
  return { ...refused, reason: 'too-long', detail: String(MAX_BODY_BYTES) }
}
