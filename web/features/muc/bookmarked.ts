import { loadWords } from '../../lib/i18n.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { bookmarksCommands } from '../bookmarks/commands.ts'
import { bookmarksModel } from '../bookmarks/model.ts'
import { sessionCommands } from '../session/commands.ts'
import { mucCommands } from './commands.ts'
import { mucModel } from './model.ts'

/** Sees to it that this session is in the rooms that are to be entered; what does it comes when it is needed. */
export const bookmarkedModel = defineModel('bookmarked', (use) => {
  const muc = use(mucModel)
  const { offered } = use(bookmarksModel)
  const { ask } = use(bookmarksCommands)

  async function remembering() {
    const [{ rememberingCommands }] = await Promise.all([import('./remembering.ts'), loadWords('bookmarks')])
    return use(rememberingCommands)
  }

  /** One passage after the other: who leaves at once is not to be remembered by what was written when they came. */
  let last: Promise<unknown> = Promise.resolve()
  function inTurn(work: (part: Awaited<ReturnType<typeof remembering>>) => Promise<void>): Promise<unknown> {
    last = last.then(async () => work(await remembering())).catch(() => {})
    use(sessionCommands).writes(last)
    return last
  }
  /** Rooms that were left, until the bookmark says so too: until then it is told of as one to be entered. */
  const left = new Set<string>()

  const reducers: Reducers = {
    'xmpp.session.snapshot': ({ events }) => {
      const isKnown = events.some(([name]) => name === 'xmpp.bookmarks.list')
      const isAway = events.some(([name]) => name === 'xmpp.session.state')
      if (!isKnown && !isAway) void ask()
    },
    'xmpp.session.state': ({ state }) => {
      if (state === 'online' && offered.get() === undefined) void ask()
    },
    // A session begun anew has missed what others changed meanwhile.
    'xmpp.connection': () => {
      if (offered.get() !== undefined) void ask()
    },
    'xmpp.bookmarks.list': ({ bookmarks }) => {
      if (bookmarks.some(({ autojoin }) => autojoin)) void remembering().then(({ enterAll }) => enterAll())
    },
    // §4: a room that another device entered is entered here too.
    'xmpp.bookmarks.push': ({ room, autojoin }) => {
      if (autojoin && muc.isUntried(room) && !left.has(room))
        void remembering().then(({ enter }) => muc.isUntried(room) && enter(room))
    },
    // A try that another tab made, or one before this page was there.
    'xmpp.muc.error': ({ type, room, error }) => {
      const bookmark = use(bookmarksModel).rows.get(room)
      if (type !== 'presence' || !bookmark || !muc.isUntried(room)) return
      // What was mistyped somewhere was not changed: only a stored password can have been.
      const isMistyped = error.reason === 'wrong-password' && bookmark.password === undefined
      const reason = isMistyped ? ('password-required' as const) : error.reason
      muc.refused.set(room, { error: { ...error, ...(reason ? { reason } : {}) }, by: 'bookmark' })
    },
  }
  const { watchers } = use(mucCommands)
  watchers.add({
    entered: (...passage) => void inTurn(({ entered }) => entered(...passage)),
    renamed: (room, nick) => {
      if (use(bookmarksModel).rows.has(room)) void use(bookmarksCommands).change(room, { nick })
    },
    left: (room, ...rest) => {
      left.add(room)
      void inTurn((part) => part.left(room, ...rest)).then(() => left.delete(room))
    },
  })
  return { remembering, reducers }
})
