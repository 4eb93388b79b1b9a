import { inRoom } from '../../lib/conversation.ts'
import { loadWords, t } from '../../lib/i18n.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import type { Result } from '../../transport/request.ts'
import { timelineModel } from '../timeline/model.ts'
import { mucModel } from './model.ts'
import { type RoomInfo, roomInfoOf } from './roomInfo.ts'

/** Questions about rooms on their way at one time: a directory of a thousand must not ask a thousand at once. */
const AT_ONCE = 4

/** What rooms say of themselves (XEP-0045 §6.4). */
export const directoryCommands = defineModel('directoryCommands', (use, { request }) => {
  const muc = use(mucModel)
  const timeline = use(timelineModel)
  const waiting = new Set<string>()
  const asked = new Set<string>()
  let running = 0

  async function describe(room: string): Promise<Result<RoomInfo>> {
    const result = await request('xmpp.discover.info', { of: room })
    if (!result.ok) return result
    const info = roomInfoOf(result.value)
    muc.infos.set(room, info)
    return { ok: true, value: info }
  }

  function next(): void {
    for (const room of waiting) {
      if (running >= AT_ONCE) return
      waiting.delete(room)
      asked.add(room)
      running++
      void describe(room).finally(() => {
        running--
        next()
      })
    }
  }

  async function tellChanges(room: string, isToTell: boolean): Promise<void> {
    const before = muc.infos.get(room)
    const now = await describe(room)
    if (!isToTell) return
    const [{ configChanges }] = await Promise.all([import('./configChanges.ts'), loadWords('muc')])
    const changes = before && now.ok ? configChanges(before, now.value) : []
    for (const words of changes.length > 0 ? changes : [t('muc:changed.something')])
      timeline.notice(inRoom(room), words)
  }

  function peek(room: string): () => void {
    if (!asked.has(room) && !muc.infos.has(room)) {
      waiting.add(room)
      next()
    }
    return () => waiting.delete(room)
  }

  const reducers: Reducers = {
    // A tab that found the session inside a room has not asked what the room is called.
    'xmpp.muc.roster': ({ room, self, present }) => {
      if (self && present) peek(room)
    },
    'xmpp.muc.room.config': ({ room, status }) => {
      if (muc.rooms.has(room)) void tellChanges(room, status.includes(104))
    },
  }

  return {
    reducers,
    /** What the room says of itself before anybody enters it: its name, and whether it has a password. */
    describe,
    /** The same for a row in sight, once, in its turn; the returned function takes back a question not yet asked. */
    peek,
  }
})
