import type { ProtocolError, Reason } from '#protocol/define.ts'
import type { Joined } from '#protocol/muc.ts'
import { inRoom } from '../../lib/conversation.ts'
import { t } from '../../lib/i18n.ts'
import { parseRoute } from '../../lib/route.ts'
import { toast } from '../../lib/toasts.ts'
import { defineModel } from '../../transport/env.ts'
import { bookmarksCommands } from '../bookmarks/commands.ts'
import { bookmarksModel } from '../bookmarks/model.ts'
import { conversationsModel } from '../conversations/model.ts'
import { mucCommands } from './commands.ts'
import { mucModel } from './model.ts'

/** How many rooms are entered at one time: each sends all its people and its past. */
const AT_ONCE = 3
const REQUIRED: ProtocolError = { type: 'auth', condition: 'not-authorized', reason: 'password-required' }
/** It was not the room that refused: the next time the session is there, it is tried again. */
const UNTRIED = new Set<Reason | undefined>(['not-connected', 'disconnected', 'timeout'])

/** Entering the rooms that are remembered, and remembering those that are entered. */
export const rememberingCommands = defineModel('rememberingCommands', (use) => {
  const muc = use(mucModel)
  const { rows } = use(bookmarksModel)
  const bookmarks = use(bookmarksCommands)
  const { readAt } = use(conversationsModel)
  const { awaited } = muc
  const { describe, join, usualNick, passwordOf } = use(mucCommands)
  let running: Promise<void> | undefined

  /** With what the bookmark holds; a refusal stays at the room's row. False: the question never got there. */
  async function enter(room: string): Promise<boolean> {
    awaited.set(room, true)
    try {
      const info = await describe(room)
      const password = passwordOf(room)
      // The room says of itself that it has one: nothing is sent before there is one.
      if (info.ok && info.value.hasPassword && password === undefined) {
        muc.refused.set(room, { error: REQUIRED, by: 'bookmark' })
        return true
      }
      const nick = rows.get(room)?.nick ?? usualNick()
      const result = muc.rooms.has(room) || (await join(room, nick, password, 'bookmark'))
      if (result === true || result.ok || !UNTRIED.has(result.error.reason)) return true
      muc.refused.delete(room)
      return false
    } finally {
      awaited.delete(room)
    }
  }

  /** The one on the screen first, then in the order in which they were read last. */
  function inOrder(): string[] {
    const route = parseRoute(location.hash)
    const open = 'room' in route ? route.room : undefined
    const weight = (room: string) => (room === open ? Number.POSITIVE_INFINITY : readAt(inRoom(room)))
    const wanted = [...rows.values()].filter(({ room, autojoin }) => autojoin && muc.isUntried(room))
    return wanted
      .map(({ room }) => room)
      .sort((a, b) => (weight(a) === weight(b) ? 0 : weight(b) - weight(a)))
  }

  async function enterThem(): Promise<void> {
    if (!(await bookmarks.mayEnter())) return
    const rooms = inOrder()
    for (const room of rooms) awaited.set(room, true)
    let isWhole = true
    const next = async (): Promise<void> => {
      const room = rooms.shift()
      if (room === undefined) return
      if (!(await enter(room))) isWhole = false
      return next()
    }
    await Promise.all(Array.from({ length: AT_ONCE }, next))
    if (isWhole) await bookmarks.entered()
  }

  return {
    enter,
    /** Once in a session: what somebody left since is not entered again. */
    enterAll(): Promise<void> {
      running ??= enterThem().finally(() => {
        running = undefined
      })
      return running
    },
    /** A room that one entered is there again tomorrow. The password goes along only where that was asked for. */
    entered({ room, nick }: Joined, password: string | undefined, isStored: boolean): Promise<void> {
      const kept = isStored ? (password ?? rows.get(room)?.password) : undefined
      return bookmarks.change(room, { nick, autojoin: true, password: kept })
    },
    /** Leaving is for all devices and for good; what was put in by hand, a name or a password, is not thrown away. */
    async left(room: string, nick: string | undefined, password: string | undefined): Promise<void> {
      const old = rows.get(room)
      const name = muc.nameOf(room)
      if (!old) return
      const isKept = old.name !== undefined || old.password !== undefined
      await (isKept ? bookmarks.change(room, { autojoin: false }) : bookmarks.remove(room))
      const undo = () => {
        void join(room, nick ?? old.nick ?? usualNick(), password ?? old.password, 'bookmark')
        void bookmarks.set(old)
      }
      toast({
        text: t(isKept ? 'bookmarks:leftKept' : 'bookmarks:left', { name }),
        action: { label: t('bookmarks:undo'), perform: undo },
      })
    },
    async forgotten(room: string): Promise<void> {
      const old = rows.get(room)
      const name = muc.nameOf(room)
      await bookmarks.remove(room)
      muc.refused.delete(room)
      if (!old) return
      toast({
        text: t('bookmarks:forgotten', { name }),
        action: { label: t('bookmarks:undo'), perform: () => void bookmarks.set(old) },
      })
    },
  }
})
