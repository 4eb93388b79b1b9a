import type { Affiliation, AffiliationItem, Role } from '#protocol/occupants.ts'
import { Collection } from '../../store/collection.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'

/** Changes of roles and affiliations. The room's broadcast is what the page shows; an answer only says "accepted". */
export const occupantsCommands = defineModel('occupantsCommands', (_use, { request }) => {
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
    list: (room: string, affiliation: Affiliation): Promise<Result<AffiliationItem[]>> =>
      request('xmpp.muc.affiliation.get', { room, affiliation }),
  }
})
