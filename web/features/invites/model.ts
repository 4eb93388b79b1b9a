import type { ProtocolError } from '#protocol/define.ts'
import type { Invite } from '#protocol/invites.ts'
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
    // A later one without the password does not take it away.
    'xmpp.muc.invite': (invite) => {
      const password = invite.password ?? invites.get(invite.room)?.password
      invites.set(invite.room, { ...invite, ...(password ? { password } : {}) })
    },
    'xmpp.muc.roster': ({ room, self, present }) => {
      if (self && present) invites.delete(room)
    },
    'xmpp.muc.invite.decline': ({ room, from, reason }) => {
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
