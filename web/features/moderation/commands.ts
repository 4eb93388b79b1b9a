import type { ProtocolError } from '#protocol/define.ts'
import { type ConversationId, inRoom, parseConversation } from '../../lib/conversation.ts'
import { randomId } from '../../lib/id.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import type { Result } from '../../transport/request.ts'
import { timelineModel } from '../timeline/model.ts'

const PAGE = 100
/** How far back an archive is searched: who wrote more is beyond a click. */
const MOST_PAGES = 30
/** Between two requests: half of what the gateway lets a page ask for, so that it stays usable meanwhile. */
const PACE_MS = 50
/** Refusals that the next message would meet as well. */
const HOPELESS = new Set([
  'forbidden',
  'not-allowed',
  'not-joined',
  'unsupported',
  'feature-not-implemented',
  'service-unavailable',
  'not-connected',
  'disconnected',
])

export interface Progress {
  readonly found: number
  readonly done: number
}

/** What came of each message, and whether all that the room remembers was looked through. */
export interface Removed {
  readonly results: readonly { readonly id: string; readonly error?: ProtocolError }[]
  readonly isWhole: boolean
}

/** Takes messages away: one's own (XEP-0424), and as a moderator other people's (XEP-0425). */
export const moderationCommands = defineModel('moderationCommands', (use, { request }) => {
  const timeline = use(timelineModel)
  /** What the archive told so far, by the query that asked. */
  const searches = new Map<string, { occupantId: string; ids: string[] }>()

  const reducers: Reducers = {
    'xmpp.mam.message': ({ mam, occupantId, content }) => {
      const search = searches.get(mam.queryId ?? '')
      if (search && mam.id && content !== undefined && occupantId === search.occupantId)
        search.ids.push(mam.id)
    },
  }

  async function moderate(room: string, id: string, reason: string): Promise<ProtocolError | undefined> {
    const result = await request('xmpp.muc.moderate', { room, id, ...(reason ? { reason } : {}) })
    return result.ok ? undefined : result.error
  }

  async function search(room: string, occupantId: string, before: string | true) {
    const queryId = randomId()
    const found: string[] = []
    searches.set(queryId, { occupantId, ids: found })
    const result = await request('xmpp.mam.query', { to: room, queryId, rsm: { max: PAGE, before } })
    searches.delete(queryId)
    const next = result.ok && !result.rsm?.complete ? result.rsm?.first : undefined
    return { found, next, isEnd: result.ok && next === undefined }
  }

  return {
    reducers,
    /** The room's reflection shows it; one person's server reflects nothing, so there "accepted" is all there is. */
    async takeBack(conversation: ConversationId, key: string): Promise<Result<{ id: string }>> {
      const target = parseConversation(conversation)
      const place = timeline.of(conversation)
      const { id = '', originId, archiveId } = place.entries.get(key) ?? {}
      // XEP-0424 §3: in a room by the id that the room gave; older clients know the sender's own.
      const own = originId ?? id
      const retract = target.kind === 'room' ? { id: archiveId ?? own, originId: own } : { id: own }
      const said = { id: randomId(), retract }
      const result =
        target.kind === 'chat'
          ? await request('xmpp.chat.message', { ...said, to: target.jid })
          : await request('xmpp.muc.message', {
              ...said,
              room: target.room,
              ...(target.kind === 'private' ? { to: target.nick } : {}),
            })
      if (result.ok && target.kind !== 'room')
        place.strike({ author: 'me', ids: [id], removal: { how: 'back' } })
      return result
    },
    /** A message and all its corrections, until one is refused. */
    async remove(room: string, key: string, reason: string): Promise<Result<true>> {
      for (const id of timeline.of(inRoom(room)).archiveIds(key)) {
        const error = await moderate(room, id, reason)
        if (error) return { ok: false, error }
      }
      return { ok: true, value: true }
    },
    /** `known` first, then what the archive has of this occupant, from its end backwards. */
    async removeAll(
      room: string,
      known: readonly string[],
      occupantId: string | undefined,
      reason: string,
      onProgress: (progress: Progress) => void = () => {},
    ): Promise<Removed> {
      const results = new Map<string, { id: string; error?: ProtocolError }>()
      const found = new Set(known)
      let isStopped = false
      const takeOut = async () => {
        for (const id of found) {
          if (results.has(id)) continue
          if (results.size > 0) await new Promise((resolve) => setTimeout(resolve, PACE_MS))
          const error = await moderate(room, id, reason)
          // What the room does not know is out already, as far as the room goes.
          results.set(id, error && error.condition !== 'item-not-found' ? { id, error } : { id })
          onProgress({ found: found.size, done: results.size })
          if (error && HOPELESS.has(error.reason ?? error.condition ?? '')) return false
        }
        return true
      }
      onProgress({ found: found.size, done: 0 })
      isStopped = !(await takeOut())
      let isWhole = false
      let before: string | true | undefined = true
      for (let page = 0; page < MOST_PAGES && !isStopped && !isWhole && before && occupantId; page++) {
        const read: Awaited<ReturnType<typeof search>> = await search(room, occupantId, before)
        for (const id of read.found) found.add(id)
        isStopped = !(await takeOut())
        isWhole = read.isEnd
        before = read.next
      }
      return { results: [...results.values()], isWhole: isWhole && !isStopped }
    },
  }
})
