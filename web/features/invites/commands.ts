import type { ProtocolError } from '#protocol/define.ts'
import { bareJid, fullJid } from '#protocol/jid.ts'
import type { Joined } from '#protocol/muc.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { mucCommands } from '../muc/commands.ts'
import { isNoRoom, mucModel } from '../muc/model.ts'
import { invitesModel } from './model.ts'

/** What came of an answer to an invitation: inside, or a door that asks for something. */
export type Accepted = { ok: true; value: Joined } | { ok: false; asks: true }

const NO_ROOM: ProtocolError = { type: 'cancel', condition: 'item-not-found', reason: 'not-found' }

export const invitesCommands = defineModel('invitesCommands', (use, { request }) => {
  const { invites, sent } = use(invitesModel)
  const muc = use(mucCommands)
  const { refused } = use(mucModel)
  return {
    /** By way of the room: it adds the password, and makes the invited a member where membership is needed (§7.8.2). */
    send(room: string, to: string, reason: string): Promise<Result<true>> {
      sent(room)
      return request('xmpp.muc.invite', { room, to, reason: reason || undefined })
    },
    passwordOf: muc.passwordOf,
    /** From person to person (XEP-0249); the password travels only when the sender says so. */
    sendDirect: (room: string, to: string, reason: string, password: string): Promise<Result<true>> =>
      request('xmpp.muc.invite.direct', {
        room,
        to,
        reason: reason || undefined,
        password: password || undefined,
      }),
    /**
     * Enters with the password that came along. What does not lead inside keeps the invitation: being in the room
     * is what settles it.
     */
    async accept(room: string): Promise<Accepted> {
      const password = invites.get(room)?.password
      const info = await muc.describe(room)
      // Who enters what is not there any more makes it anew, and sits in it alone.
      if (!info.ok && isNoRoom(info.error)) {
        refused.set(room, { error: NO_ROOM, by: 'invitation' })
        return { ok: false, asks: true }
      }
      if (info.ok && info.value.hasPassword && !password) return { ok: false, asks: true }
      const joined = await muc.join(room, muc.usualNick(), password, 'invitation')
      return joined.ok ? joined : { ok: false, asks: true }
    },
    async decline(room: string, reason: string): Promise<Result<true>> {
      const invite = invites.get(room)
      if (!invite) return { ok: true, value: true }
      const { from, direct } = invite
      const result: Result<true> = from
        ? await request('xmpp.muc.invite.decline', {
            room,
            // COMPAT: Prosody 0.12 names the inviter as the occupant that they are: without the nick it is the room.
            to: bareJid(from) === room ? fullJid(from) : bareJid(from),
            reason: reason || undefined,
            ...(direct ? { direct } : {}),
          })
        : { ok: true, value: true }
      if (result.ok) invites.delete(room)
      return result
    },
  }
})
