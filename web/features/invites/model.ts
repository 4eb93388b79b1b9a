import type { ProtocolError } from '#protocol/define.ts'
import { type Invite, withInvite } from '#protocol/invites.ts'
import { bareJid, splitJid } from '#protocol/jid.ts'
import { t } from '../../lib/i18n.ts'
import { toast } from '../../lib/toasts.ts'
import { Collection } from '../../store/collection.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { mucModel } from '../muc/model.ts'
import { rosterModel } from '../roster/model.ts'

/** A room answers an invitation that it does not pass on within moments, and names none. */
const BOUNCE_MS = 15_000

/** Invitations into rooms that wait for an answer, by room. */
export const invitesModel = defineModel('invites', (use, { now }) => {
  const muc = use(mucModel)
  const roster = use(rosterModel)
  const invites = new Collection<string, Invite>()
  /** Why a room did not pass on the last invitation. */
  const bounces = new Collection<string, ProtocolError>()
  const sentAt = new Map<string, number>()
  const reducers: Reducers = {
    'xmpp.muc.invite': (invite) => {
      if (muc.rooms.get(invite.room)?.state === 'joined') return
      const waiting = withInvite([...invites.values()], invite)
      const rooms = new Map(waiting.map((each) => [each.room, each]))
      for (const room of invites.keys()) if (!rooms.has(room)) invites.delete(room)
      const taken = rooms.get(invite.room)
      if (taken) invites.set(invite.room, taken)
    },
    'xmpp.muc.roster': ({ room, self, present }) => {
      if (self && present) invites.delete(room)
    },
    'xmpp.muc.invite.decline': ({ room, from, reason }) => {
      // Whoever runs a room can say so; only of one's own rooms it was asked.
      if (!muc.rooms.has(room)) return
      // A room names the invited by their address, or, where it hides it, as nobody.
      const who =
        from && from.domain !== splitJid(room).domain ? roster.nameOf(bareJid(from)) : t('invites:somebody')
      const words = reason ? 'invites:declinedBecause' : 'invites:declined'
      toast({ text: t(words, { who, room: muc.nameOf(room), reason }) })
    },
    'xmpp.muc.error': ({ type, room, error, content, subject }) => {
      const isOurs = now() - (sentAt.get(room) ?? 0) < BOUNCE_MS
      if (type === 'message' && isOurs && content === undefined && !subject) bounces.set(room, error)
    },
  }
  return {
    invites,
    bounces,
    reducers,
    reset: () => invites.clear(),
    sent(room: string): void {
      sentAt.set(room, now())
      bounces.delete(room)
    },
  }
})
