// XEP-0045: Multi-User Chat, §7.8 invitations; XEP-0249: Direct MUC Invitations
// Source: https://xmpp.org/extensions/xep-0249.html
// Version: XEP-0045 1.35.1 (2024-09-17), XEP-0249 1.2 (2011-09-22)

import * as z from 'zod/mini'
import { address, command, Done, event, text } from './define.ts'
import { bareJid } from './jid.ts'
import { Jid } from './jidSchema.ts'

const room = address('room')

export const Invite = z.object({
  room: z.string(),
  from: z.optional(Jid),
  reason: z.optional(z.string()),
  password: z.optional(z.string()),
  /** XEP-0249: sent by the person, not vouched for by the room. */
  direct: z.optional(z.literal(true)),
})
export type Invite = z.infer<typeof Invite>

export const commands = {
  'xmpp.muc.invite': command(z.object({ room, to: address('to'), reason: text('reason') }), Done, 'optional'),
  'xmpp.muc.invite.direct': command(
    z.object({ room, to: address('to'), reason: text('reason'), password: text('password', 1023) }),
    Done,
    'optional',
  ),
  /** `direct`: XEP-0249 knows no answer, so nobody is told; the gateway only forgets the invitation. */
  'xmpp.muc.invite.decline': command(
    z.object({ room, to: address('to'), reason: text('reason'), direct: z.nullish(z.boolean()) }),
    Done,
    'optional',
  ),
}

export const events = {
  'xmpp.muc.invite': event(Invite),
  'xmpp.muc.invite.decline': event(
    z.object({ room: z.string(), from: z.optional(Jid), reason: z.optional(z.string()) }),
  ),
}

/** Invitations that wait for an answer, at most: of one inviter, and in all. */
const MOST_OF_ONE = 10
const MOST = 100

/**
 * The invitations that wait, oldest first and one for each room, once another has come. Of somebody who has sent many
 * no more are taken; of a crowd the latest stay. A later one without the password does not take it away, and one that
 * anybody can send does not change in whose name the first one came.
 */
export function withInvite(waiting: readonly Invite[], fresh: Invite): readonly Invite[] {
  const at = waiting.findIndex(({ room }) => room === fresh.room)
  const before = waiting[at]
  if (before) {
    const password = fresh.password ?? before.password
    const isClaim = fresh.direct && inviterOf(fresh) !== inviterOf(before)
    return waiting.with(at, {
      ...(isClaim ? before : fresh),
      ...(password === undefined ? {} : { password }),
    })
  }
  const inviter = inviterOf(fresh)
  if (waiting.filter((each) => inviterOf(each) === inviter).length >= MOST_OF_ONE) return waiting
  return [...waiting, fresh].slice(-MOST)
}

// A room that names nobody answers for itself.
const inviterOf = ({ from, room }: Invite): string => (from ? bareJid(from) : room)
