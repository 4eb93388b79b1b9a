import type { Occupant } from '#protocol/occupants.ts'
import { type ConversationId, parseConversation, privately } from '../../lib/conversation.ts'
import { t } from '../../lib/i18n.ts'
import { Collection } from '../../store/collection.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { conversationsModel } from '../conversations/model.ts'
import { timelineModel } from '../timeline/model.ts'

/** The other side of a private conversation is not there under its nick any more. */
export interface Away {
  /** What they are called now; undefined when they left. */
  readonly next?: string
  readonly occupantId?: string
}

/** Who went and who came back among those with whom one writes in private: a nick is no person (XEP-0045 §7.5). */
export const privatesModel = defineModel('privates', (use) => {
  const conversations = use(conversationsModel)
  const timeline = use(timelineModel)
  const away = new Collection<ConversationId, Away>()

  function gone({ room, nick, oldNick, occupantId }: Occupant): void {
    const id = privately(room, oldNick ?? nick ?? '')
    if (!conversations.rows.has(id)) return
    const before = oldNick ?? nick ?? ''
    const next = oldNick === undefined ? undefined : nick
    away.set(id, { ...(next ? { next } : {}), ...(occupantId ? { occupantId } : {}) })
    timeline.notice(
      id,
      next ? t('muc:private.renamed', { nick: before, next }) : t('muc:private.left', { nick: before }),
    )
  }

  function came({ room, nick = '', occupantId }: Occupant): void {
    const id = privately(room, nick)
    const before = away.get(id)
    if (!before) return
    away.delete(id)
    // XEP-0421: the same person has the same id; without one, a name is all there is.
    const isKnown = before.occupantId !== undefined && occupantId !== undefined
    if (!isKnown) timeline.notice(id, t('muc:private.perhaps', { nick }))
    else if (before.occupantId === occupantId) timeline.notice(id, t('muc:private.back', { nick }))
    else timeline.notice(id, t('muc:private.other', { nick }))
  }

  /** We are out of the room, and hear of nobody there any more. */
  function forget(room: string): void {
    for (const id of [...away.keys()]) {
      const target = parseConversation(id)
      if (target.kind === 'private' && target.room === room) away.delete(id)
    }
  }

  const reducers: Reducers = {
    'xmpp.muc.roster': (occupant) => {
      if (occupant.present !== false) came(occupant)
      else if (!occupant.self) gone(occupant)
      else if (occupant.oldNick === undefined) forget(occupant.room)
    },
  }
  return { away, reducers }
})
