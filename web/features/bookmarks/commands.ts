import type { Bookmark } from '#protocol/bookmarks.ts'
import { t } from '../../lib/i18n.ts'
import { sentence } from '../../lib/sentence.ts'
import { toast } from '../../lib/toasts.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { bookmarksModel } from './model.ts'

/** Reading and writing the account's bookmarks. What was written shows when the gateway tells of it. */
export const bookmarksCommands = defineModel('bookmarksCommands', (use, { request }) => {
  const { rows, offered } = use(bookmarksModel)
  let asking: Promise<unknown> | undefined

  /** Asks for all of them, once at a time; the list comes as an event. */
  function ask(): Promise<unknown> {
    asking ??= request('xmpp.bookmarks.get', {}).finally(() => {
      asking = undefined
    })
    return asking
  }

  async function told(result: Promise<Result<true>>): Promise<void> {
    const done = await result
    if (!done.ok)
      toast({ tone: 'bad', text: t('bookmarks:failed', { why: sentence(done.error, 'bookmarks') }) })
  }

  /** Whether there is anything to write to, asked for where that is not known yet. */
  async function isOffered(): Promise<boolean> {
    if (offered.get() === undefined) await ask()
    return offered.get() === true
  }

  return {
    ask,
    /** Writes a bookmark anew, or as it was. */
    async set(bookmark: Bookmark): Promise<void> {
      if (await isOffered()) await told(request('xmpp.bookmarks.set', bookmark))
    },
    /** Changes a part of one, or makes it; nothing is sent where nothing would be different. */
    async change(room: string, part: Partial<Bookmark>): Promise<void> {
      if (!(await isOffered())) return
      const old = rows.get(room)
      const next: Bookmark = { autojoin: false, ...old, ...part, room }
      const keys = ['name', 'nick', 'password', 'autojoin'] as const
      if (old && keys.every((key) => old[key] === next[key])) return
      await told(request('xmpp.bookmarks.set', next))
    },
    async remove(room: string): Promise<void> {
      if (rows.has(room)) await told(request('xmpp.bookmarks.remove', { room }))
    },
    /** Whether this session's rooms are still to be entered. */
    async mayEnter(): Promise<boolean> {
      const result = await request('xmpp.bookmarks.autojoin', {})
      return result.ok && result.value
    },
    entered: () => request('xmpp.bookmarks.autojoin', { done: true }),
  }
})
