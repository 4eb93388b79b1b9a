import type { ProtocolError } from '#protocol/define.ts'
import type { Occupant } from '#protocol/occupants.ts'
import { inRoom, localPart } from '../../lib/conversation.ts'
import { hasWords, t } from '../../lib/i18n.ts'
import { Collection } from '../../store/collection.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { timelineModel } from '../timeline/model.ts'
import { type Departure, departureOf } from './departure.ts'
import type { RoomInfo } from './roomInfo.ts'

export interface Room {
  readonly room: string
  readonly nick: string
  readonly state: 'joining' | 'joined' | 'left'
  /** One was inside in this session: what was said there can still be read. */
  readonly entered?: true
  readonly affiliation?: string
  readonly role?: string
  readonly subject?: string
  readonly subjectAuthor?: string
  /** Why we are not in it any more. */
  readonly departure?: Departure
}

/** A try to enter that was not made in the form in front of the person, and failed. */
export interface Refused {
  readonly error: ProtocolError
  /** With the password of this session after the connection broke, or with that of an invitation. */
  readonly by: 'session' | 'invitation'
}

/** The rooms of this session: those one is in, on the way into, or was in a moment ago. */
export const mucModel = defineModel('muc', (use) => {
  const timeline = use(timelineModel)
  const rooms = new Collection<string, Room>()
  /** Of any room that somebody looked at; it outlives being there. */
  const infos = new Collection<string, RoomInfo>()
  const refused = new Collection<string, Refused>()
  /** The room into which somebody is about to be invited. */
  const inviting = new Value<string | undefined>(undefined)

  const change = (room: string, part: Partial<Room>) => rooms.update(room, (row) => ({ ...row, ...part }))

  function present(occupant: Occupant): void {
    if (!occupant.self || occupant.nick === undefined) return
    const { departure: _departure, ...rest } = rooms.get(occupant.room) ?? {}
    refused.delete(occupant.room)
    rooms.set(occupant.room, {
      ...rest,
      room: occupant.room,
      nick: occupant.nick,
      state: 'joined',
      entered: true,
      affiliation: occupant.affiliation,
      role: occupant.role,
    })
  }

  function gone(occupant: Occupant & { alternative?: string }, isDestroyed: boolean): void {
    if (!occupant.self || (occupant.oldNick !== undefined && !isDestroyed)) return
    const departure = departureOf(occupant, isDestroyed)
    if (departure) change(occupant.room, { state: 'left', departure })
    // A room that would not have us back says so; one that we left is forgotten.
    else if (!refused.has(occupant.room)) rooms.delete(occupant.room)
  }

  const reducers: Reducers = {
    // A session begun anew is in no room: the gateway enters the same ones again.
    'xmpp.connection': () => {
      for (const [room, row] of rooms.entries())
        if (row.state === 'joined') change(room, { state: 'joining' })
    },
    'xmpp.muc.roster': (occupant) => (occupant.present ? present(occupant) : gone(occupant, false)),
    'xmpp.muc.destroy': (occupant) => gone(occupant, true),
    'xmpp.muc.subject': ({ room, subject, nick, delay }) => {
      const old = rooms.get(room)
      change(room, { subject: subject || '', subjectAuthor: nick })
      // The first subject comes with the join; only a later one is news.
      if (!old || old.subject === undefined || delay || old.subject === (subject || '')) return
      const words = subject ? 'muc:notice.subject' : 'muc:notice.noSubject'
      timeline.notice(inRoom(room), t(words, { nick: nick ?? '', subject: subject || '' }))
    },
    'xmpp.muc.room.config': ({ room, status }) => {
      for (const code of status) {
        const words = `muc:notice.config.${code}`
        if (hasWords(words)) timeline.notice(inRoom(room), t(words))
      }
    },
    'xmpp.muc.error': ({ type, room, error }) => {
      const row = rooms.get(room)
      if (type !== 'presence' || row?.state !== 'joining' || !row.entered) return
      refused.set(room, { error, by: 'session' })
      change(room, { state: 'left' })
    },
  }

  function forget(room: string): void {
    rooms.delete(room)
    refused.delete(room)
  }

  return {
    rooms,
    infos,
    refused,
    inviting,
    reducers,
    change,
    forget,
    reset() {
      rooms.clear()
      refused.clear()
    },
    joining(room: string, nick: string): void {
      const { departure: _departure, ...old } = rooms.get(room) ?? {}
      refused.delete(room)
      rooms.set(room, { ...old, room, nick, state: 'joining' })
    },
    nameOf: (room: string) => infos.get(room)?.name || localPart(room),
  }
})

/** The address is free: no room answers there. */
export function isNoRoom(error: ProtocolError): boolean {
  return error.reason === 'not-found' || error.condition === 'item-not-found'
}
