import { type ConversationId, parseConversation } from '../../lib/conversation.ts'
import type { AskArchive, TimelineModel } from './archiveQuery.ts'
import type { Cache } from './cache.ts'
import type { GapFilling } from './gapFilling.ts'
import { splitAt } from './gaps.ts'
import type { KeptRow } from './keptRow.ts'
import { joint, placePage } from './placing.ts'

/** What was asked for is not to be had: nothing was said since, there is no way, or no archive. */
export type NoJump = 'nothing' | 'offline' | 'failed'
export type Jump = { readonly key: string } | { readonly why: NoJump }

interface Tools {
  readonly timeline: TimelineModel
  readonly ask: AskArchive
  readonly gaps: GapFilling
  readonly cache: Promise<Cache | undefined>
  readonly isOnline: () => boolean
}

/** Brings a far place of a conversation here; what lies between it and the rest is a gap, which is read on from above. */
export class Jumps {
  readonly #tools: Tools

  constructor(tools: Tools) {
    this.#tools = tools
  }

  /** The first message from then on. */
  async toDate(conversation: ConversationId, at: number): Promise<Jump> {
    const { entries } = this.#tools.timeline.of(conversation)
    const keys = entries.keys()
    const hole = keys.find((key) => {
      const gap = entries.get(key)?.gap
      return gap && !gap.isTail && (gap.after ?? Number.NEGATIVE_INFINITY) <= at && at <= gap.before
    })
    const first = keys.map((key) => entries.get(key)).find((entry) => entry?.kind === 'message')
    if (hole === undefined && first && first.at <= at) return this.#firstSince(conversation, at)
    const cache = await this.#tools.cache
    if (hole === undefined || entries.get(hole)?.gap?.kept) {
      const lowest = await cache?.lowest(conversation)
      if (cache && lowest !== undefined && lowest <= at) return this.#fromCache(cache, conversation, at)
    }
    return this.#fromArchive(conversation, at, hole)
  }

  /** A message that was found in what is kept, or by the archive. */
  async toFound(row: KeptRow): Promise<Jump> {
    const { conversation, entry } = row
    const place = this.#tools.timeline.of(conversation)
    const here = () => place.known({ ...entry, gap: undefined } as never)?.key
    // One without any id is known by its place.
    const key = here() ?? place.entries.keys().find((each) => place.entries.orderOf(each) === row.order)
    if (key !== undefined) return { key }
    const cache = await this.#tools.cache
    if (await cache?.has(row)) return this.#fromCache(cache as Cache, conversation, row.order, row)
    if (entry.archiveId === undefined) return { why: 'nothing' }
    // What is kept around it is read first, and then what the archive has in its gaps.
    for (let step = 0; ; step++) {
      const jump = await this.toDate(conversation, row.order)
      const found = here()
      if (found !== undefined) return { key: found }
      if (step > 0 || 'why' in jump) return jump
    }
  }

  #firstSince(conversation: ConversationId, at: number): Jump {
    const { entries } = this.#tools.timeline.of(conversation)
    const isIt = (key: string) => {
      const entry = entries.get(key)
      return entry?.kind === 'message' && entry.at >= at
    }
    const key =
      entries.keys().find(isIt) ?? entries.keys().findLast((each) => entries.get(each)?.kind === 'message')
    return key === undefined ? { why: 'nothing' } : { key }
  }

  async #fromCache(cache: Cache, conversation: ConversationId, order: number, row?: KeptRow): Promise<Jump> {
    const { timeline, gaps } = this.#tools
    const { entries } = timeline.of(conversation)
    const next = entries.keys().find((key) => (entries.orderOf(key) ?? 0) >= order)
    const below = next === undefined ? undefined : entries.orderOf(next)
    const last = await cache.readFrom(conversation, order, below)
    if (last !== undefined && next !== undefined) {
      const { key, order: above } = last
      const rim = { after: entries.get(key)?.at ?? order, before: entries.get(next)?.at ?? order }
      const kept = { above, below: below ?? above }
      gaps.open(conversation, { ...rim, from: 'above', state: 'open', kept }, 'behind', key)
    }
    const known = row && timeline.of(conversation).known({ ...row.entry, gap: undefined } as never)
    return known ? { key: known.key } : this.#firstSince(conversation, order)
  }

  async #fromArchive(conversation: ConversationId, at: number, hole: string | undefined): Promise<Jump> {
    const { timeline, ask, gaps, isOnline } = this.#tools
    const target = parseConversation(conversation)
    if (target.kind === 'private') return this.#firstSince(conversation, at)
    if (!isOnline()) return { why: 'offline' }
    const where = target.kind === 'chat' ? { with: target.jid } : { to: target.room }
    const answer = await ask({ ...where, start: at }, undefined)
    if (!answer.ok) return { why: 'failed' }
    const place = timeline.of(conversation)
    const told = answer.page.told.filter((each) => each.conversation === conversation)
    const [first, last] = [told[0], told.at(-1)]
    if (!first || !last) return this.#firstSince(conversation, at)
    const isKnown = told.some(({ archiveId }) => archiveId && place.keyOf(archiveId) !== undefined)
    const next = hole ?? place.entries.keys()[0]
    const limits = next === undefined ? {} : { limits: new Map([[conversation, next]]) }
    const rows = { ...joint(), ...limits }
    const gap = hole === undefined ? undefined : place.entries.get(hole)?.gap
    const before = gap?.before ?? place.entries.get(next ?? '')?.at ?? Date.now()
    placePage(timeline, told, 'newer', rows, 'quiet')
    const end = rows.rows.get(conversation)
    const stretch = { first: first.at, last: last.at, isWhole: answer.page.isWhole || isKnown }
    const [older, newer] = splitAt(
      { ...(gap?.after === undefined ? {} : { after: gap.after }), before, from: 'above' },
      stretch,
    )
    if (hole !== undefined) gaps.close(conversation, hole)
    const start = first.archiveId === undefined ? undefined : place.keyOf(first.archiveId)
    if (hole !== undefined && older && start !== undefined)
      gaps.open(conversation, { ...older, state: 'open' }, 'before', start)
    if (newer && end !== undefined) gaps.open(conversation, { ...newer, state: 'open' }, 'behind', end)
    if (hole === undefined) {
      place.cursor = answer.page.first
      place.older.set('more')
      ;(await this.#tools.cache)?.passed(conversation)
    }
    return this.#firstSince(conversation, at)
  }
}
