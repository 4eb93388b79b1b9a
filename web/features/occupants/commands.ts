import { bareJid } from '#protocol/jid.ts'
import type { Affiliation, Role } from '#protocol/occupants.ts'
import { Collection } from '../../store/collection.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { occupantsModel } from './model.ts'

/** Changes of roles and affiliations. The room's broadcast is what the page shows; an answer only says "accepted". */
export const occupantsCommands = defineModel('occupantsCommands', (use, { request }) => {
  const occupants = use(occupantsModel)
  /** Changes on their way, by `room/nick` or `room/JID`. */
  const pending = new Collection<string, true>()

  async function tracked<T>(key: string, run: () => Promise<Result<T>>): Promise<Result<T>> {
    pending.set(key, true)
    try {
      return await run()
    } finally {
      pending.delete(key)
    }
  }

  return {
    pending,
    setRole: (room: string, nick: string, role: Role, reason?: string) =>
      tracked(`${room}/${nick}`, () =>
        request('xmpp.muc.role.set', { room, nick, role, reason: reason || undefined }),
      ),
    setAffiliation: (room: string, jid: string, affiliation: Affiliation, reason?: string) =>
      tracked(`${room}/${jid}`, () =>
        request('xmpp.muc.affiliation', { room, jid, affiliation, reason: reason || undefined }),
      ),
    /**
     * Asks for the addresses of those who are present. COMPAT: to who becomes a moderator inside, Prosody 0.12 and 13
     * tell them again by themselves, ejabberd 23 does not.
     */
    async learnAddresses(room: string): Promise<void> {
      for (const role of ['participant', 'visitor', 'moderator'] as const) {
        const result = await request('xmpp.muc.role.get', { room, role })
        if (!result.ok) return
        for (const { nick, jid } of result.value)
          if (nick !== undefined && jid) occupants.learn(room, nick, bareJid(jid))
      }
    },
    /** COMPAT: ejabberd 23 lets the last owner go and leaves the room to nobody; Prosody refuses. */
    async isLastOwner(room: string): Promise<boolean> {
      const owners = await request('xmpp.muc.affiliation.get', { room, affiliation: 'owner' })
      return owners.ok && owners.value.length <= 1
    },
  }
})
