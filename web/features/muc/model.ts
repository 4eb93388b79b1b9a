import type { ProtocolError } from '#protocol/define.ts'
import type { Occupant } from '#protocol/occupants.ts'
import { inRoom, localPart } from '../../lib/conversation.ts'
import { hasWords, t } from '../../lib/i18n.ts'
import { Collection } from '../../store/collection.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { bookmarksModel } from '../bookmarks/model.ts'
import { timelineModel } from '../timeline/model.ts'
import { type Departure, departureOf, type Leaving } from './departure.ts'
import type { RoomInfo } from './roomInfo.ts'

export interface Room {
  readonly room: string
  readonly nick: string
  readonly state: 'joining' | 'joined' | 'left'
  /** One was inside in this session: what was said there can still be read. */
  readonly entered?: true
  /** On the way in, and a crowd is being told: the room let us in, and its page need not wait for the last of them. */
  readonly isLetIn?: true
  readonly affiliation?: string
  readonly role?: string
  readonly subject?: string
  readonly subjectAuthor?: string
  /** What is said there can be read by everybody later (status codes 170 and 171). */
  readonly isLogged?: boolean
  /** Why we are not in it any more. */
  readonly departure?: Departure
}

/** A question about a room that stands over the page; asked in a menu, answered in a dialog that comes with it. */
export interface RoomDialog {
  readonly what: 'info' | 'subjects' | 'registration' | 'membership' | 'share'
  readonly room: string
}

/** A try to enter that was not made in the form in front of the person, and failed. */
export interface Refused {
  readonly error: ProtocolError
  /** With the password of this session after the connection broke, an invitation's, the stored one, or a line's. */
  readonly by: 'session' | 'invitation' | 'bookmark' | 'line'
}

/** So many are worth beginning with before the last is told; fewer come all at once. */
const CROWD = 10

/** The rooms of this session: those one is in, on the way into, or was in a moment ago. */
export const mucModel = defineModel('muc', (use) => {
  const timeline = use(timelineModel)
  const bookmarks = use(bookmarksModel).rows
  const rooms = new Collection<string, Room>()
  /** Of any room that somebody looked at; it outlives being there. */
  const infos = new Collection<string, RoomInfo>()
  const refused = new Collection<string, Refused>()
  /** Rooms that wait to be entered by themselves: nobody is asked at their door meanwhile. */
  const awaited = new Collection<string, true>()
  /** The room into which somebody is about to be invited. */
  const inviting = new Value<string | undefined>(undefined)
  const dialog = new Value<RoomDialog | undefined>(undefined)
  /** How many were told of since one began to enter. */
  const told = new Map<string, number>()

  const change = (room: string, part: Partial<Room>) => rooms.update(room, (row) => ({ ...row, ...part }))

  // §7.2.2: who is refused is told of nobody.
  function tellOf(room: string): void {
    if (rooms.get(room)?.state !== 'joining') return
    const count = (told.get(room) ?? 0) + 1
    told.set(room, count)
    if (count === CROWD) change(room, { isLetIn: true })
  }

  function present(occupant: Occupant): void {
    if (occupant.nick === undefined) return
    const {
      departure: _departure,
      isLetIn: _isLetIn,
      ...rest
    }: Partial<Room> = rooms.get(occupant.room) ?? {}
    told.delete(occupant.room)
    const codes = Array.isArray(occupant.status) ? occupant.status : []
    refused.delete(occupant.room)
    // §7.2.3: the room may call us by another name than we asked for.
    const isRenamed = rest.nick !== undefined && rest.nick !== occupant.nick
    if (isRenamed && (codes.includes(210) || rest.state === 'joining'))
      timeline.notice(inRoom(occupant.room), t('muc:notice.nickGiven', { nick: occupant.nick }))
    rooms.set(occupant.room, {
      ...rest,
      ...(rest.state === 'joined' ? {} : { isLogged: codes.includes(170) }),
      room: occupant.room,
      nick: occupant.nick,
      state: 'joined',
      entered: true,
      affiliation: occupant.affiliation,
      role: occupant.role,
    })
  }

  function gone(occupant: Leaving, isDestroyed: boolean): void {
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
    'xmpp.muc.roster': (occupant) => {
      if (!occupant.present) gone(occupant, false)
      else if (occupant.self) present(occupant)
      else tellOf(occupant.room)
    },
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
      if (status.includes(170) || status.includes(171)) change(room, { isLogged: status.includes(170) })
      for (const code of status) {
        const words = `muc:notice.config.${code}`
        if (hasWords(words)) timeline.notice(inRoom(room), t(words))
      }
    },
    // Lost by nobody's wish, and on the way back by itself.
    'xmpp.muc.rejoining': ({ room, nick }) => {
      const row = rooms.get(room)
      if (row?.state === 'joined') change(room, { state: 'joining' })
      // A gateway that started anew: nobody here has been in it, but this session was.
      else if (!row) rooms.set(room, { room, nick, state: 'joining', entered: true })
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
    awaited,
    inviting,
    dialog,
    reducers,
    change,
    forget,
    reset() {
      rooms.clear()
      refused.clear()
    },
    joining(room: string, nick: string): void {
      const { departure: _departure, isLetIn: _isLetIn, ...old } = rooms.get(room) ?? {}
      told.delete(room)
      refused.delete(room)
      rooms.set(room, { ...old, room, nick, state: 'joining' })
    },
    /** Nobody is in it, on the way in, or was refused. */
    isUntried: (room: string) => !rooms.has(room) && !refused.has(room) && !awaited.has(room),
    /** What one calls it oneself, else what it calls itself. */
    nameOf: (room: string) => bookmarks.get(room)?.name || infos.get(room)?.name || localPart(room),
  }
})

/** The address is free: no room answers there. */
export function isNoRoom(error: ProtocolError): boolean {
  return error.reason === 'not-found' || error.condition === 'item-not-found'
}
