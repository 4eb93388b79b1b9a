import { bareJid } from '#protocol/jid.ts'
import type { Joined } from '#protocol/muc.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { mucCommands } from '../muc/commands.ts'
import { invitesModel } from './model.ts'

/** What came of an answer to an invitation: inside, or a door that asks for something. */
export type Accepted = { ok: true; value: Joined } | { ok: false; asks: true }

export const invitesCommands = defineModel('invitesCommands', (use, { request }) => {
  const { invites, sent } = use(invitesModel)
  const muc = use(mucCommands)
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
            to: bareJid(from),
            reason: reason || undefined,
            ...(direct ? { direct } : {}),
          })
        : { ok: true, value: true }
      if (result.ok) invites.delete(room)
      return result
    },
  }
})
