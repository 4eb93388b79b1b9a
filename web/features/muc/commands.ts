import { bareOf } from '#protocol/jid.ts'
import type { Joined } from '#protocol/muc.ts'
import { inRoom } from '../../lib/conversation.ts'
import { preferences } from '../../lib/storage.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { bookmarksModel } from '../bookmarks/model.ts'
import { conversationsModel } from '../conversations/model.ts'
import { sessionModel } from '../session/model.ts'
import { directoryCommands } from './directory.ts'
import { mucModel, type Refused } from './model.ts'

const HISTORY = 50

/** What becomes of a password after it let one in: nothing, kept by the gateway for now, or in the bookmark. */
export type Remember = 'none' | 'session' | 'always'

/** Told of every room that somebody entered or left here; not of those that were entered by themselves. */
export interface Watcher {
  entered(room: Joined, password: string | undefined, isStored: boolean): void
  left(room: string, nick: string | undefined, password: string | undefined): void
  renamed(room: string, nick: string): void
}

/** Entering and leaving rooms, and what one does in them. */
export const mucCommands = defineModel('mucCommands', (use, { request }) => {
  const muc = use(mucModel)
  const conversations = use(conversationsModel)
  const session = use(sessionModel)
  const { describe } = use(directoryCommands)
  /** What was typed in this page, for as long as it lives and one is in the room: never in any storage. */
  const passwords = new Map<string, string>()
  const stored = use(bookmarksModel).rows
  const watchers = new Set<Watcher>()
  /** Rooms whose password nobody keeps: whoever comes back to one is asked again. */
  const unkept = new Set<string>()

  return {
    describe,
    /**
     * Enters; the password is kept by the gateway for as long as the session lasts. `by` tells of a try that nobody
     * made in a form: why it failed is then kept for the form that follows.
     */
    async join(
      address: string,
      nick: string,
      password?: string,
      by?: Refused['by'],
      wanted?: Remember,
    ): Promise<Result<Joined>> {
      const room = bareOf(address) ?? address
      const remember = wanted ?? (stored.get(room)?.password === undefined ? 'session' : 'always')
      const before = muc.rooms.get(room)
      muc.joining(room, nick)
      const result = await request('xmpp.muc.join', {
        room,
        nick,
        ...(password === undefined ? {} : { password }),
        history: { maxstanzas: HISTORY },
        ...(remember === 'none' ? { remember: false } : {}),
      })
      if (!result.ok) {
        // Its page stands already: the door that takes its place has to say why.
        const isLetIn = muc.rooms.get(room)?.isLetIn === true
        // A room that could not be entered is no room of ours; one that we were in stays in sight.
        if (before?.entered) muc.change(room, { state: 'left', departure: before.departure })
        else muc.forget(room)
        if (by || isLetIn) muc.refused.set(room, { error: result.error, by: by ?? 'line' })
        else muc.refused.delete(room)
        return result
      }
      if (password !== undefined && remember !== 'none') passwords.set(room, password)
      if (remember === 'none') unkept.add(room)
      else unkept.delete(room)
      conversations.ensure(inRoom(room))
      // A nick that the room chose (status 210) is for this room alone.
      if (result.value.nick === nick) preferences.set(`nick:${session.bare()}`, nick)
      void describe(room)
      if (by !== 'bookmark')
        for (const watcher of watchers) watcher.entered(result.value, password, remember === 'always')
      return result
    },
    async leave(room: string): Promise<Result<true>> {
      const row = muc.rooms.get(room)
      const result: Result<true> =
        row?.state === 'left' ? { ok: true, value: true } : await request('xmpp.muc.leave', { room })
      if (!result.ok && result.error.reason !== 'not-joined') return result
      muc.forget(room)
      for (const watcher of watchers) watcher.left(room, row?.nick, passwords.get(room))
      passwords.delete(room)
      conversations.remove(inRoom(room))
      return { ok: true, value: true }
    },
    setSubject: (room: string, subject: string) => request('xmpp.muc.subject', { room, subject }),
    async setNick(room: string, nick: string): Promise<Result<true>> {
      const result = await request('xmpp.muc.nick', { room, nick })
      if (result.ok) for (const watcher of watchers) watcher.renamed(room, nick)
      return result
    },
    /** The nick used last, else one's own name. */
    usualNick: (): string =>
      preferences.get<string>(`nick:${session.bare()}`) ?? session.own.get()?.user ?? 'guest',
    /** What this page was told of a room's password; undefined when the gateway alone knows it. */
    passwordOf: (room: string): string | undefined => passwords.get(room) ?? stored.get(room)?.password,
    watchers,
    isUnkept: (room: string) => unkept.has(room),
    learnPassword(room: string, password: string): void {
      if (password === '') passwords.delete(room)
      else passwords.set(room, password)
    },
  }
})
