import { type ConversationId, parseConversation } from '../../lib/conversation.ts'
import { randomId } from '../../lib/id.ts'
import type { AskArchive, From, Page, TimelineModel, Where } from './archiveQuery.ts'
import type { Cache } from './cache.ts'
import type { Entry, OpenGap } from './entry.ts'
import { type Gap, narrowed } from './gaps.ts'
import { joint, placePage } from './placing.ts'

/** Clocks of servers that tell whole seconds. */
const SLACK_MS = 1000

interface Tools {
  readonly timeline: TimelineModel
  readonly ask: AskArchive
  readonly isOnline: () => boolean
  readonly cache: Promise<Cache | undefined>
}

/** The rows that say what is not here, and what fetches it. */
export class GapFilling {
  readonly #tools: Tools

  constructor(tools: Tools) {
    this.#tools = tools
  }

  /** A gap right before a row, or right behind it; at the end where there is none. Its key. */
  open(conversation: ConversationId, gap: OpenGap, side: 'before' | 'behind', other?: string): string {
    const { entries } = this.#tools.timeline.of(conversation)
    const key = randomId()
    const entry: Entry = {
      key,
      kind: 'gap',
      at: gap.before,
      author: '',
      own: false,
      text: '',
      delayed: true,
      gap,
    }
    entries.insert(key, entry, other === undefined ? Math.max(gap.before, entries.end()) : gap.before)
    if (other !== undefined) entries.moveTo(side, other, key)
    return key
  }

  change(conversation: ConversationId, key: string, part: Partial<OpenGap>): void {
    this.#tools.timeline.of(conversation).entries.update(key, (entry) => ({
      ...entry,
      gap: { ...(entry.gap as OpenGap), ...part },
    }))
  }

  close(conversation: ConversationId, key: string): void {
    this.#tools.timeline.of(conversation).entries.delete(key)
  }

  /** The next page of what is missing. */
  async load(conversation: ConversationId, key: string): Promise<void> {
    const { timeline, ask, isOnline } = this.#tools
    const { entries } = timeline.of(conversation)
    const gap = entries.get(key)?.gap
    if (!gap || gap.state === 'loading') return
    if (gap.kept) return this.#loadKept(conversation, key, gap.kept)
    if (!isOnline()) return
    this.change(conversation, key, { state: 'loading' })
    const { where, from, neighbour } = this.#question(conversation, key, gap)
    const answer = await ask(where, from)
    if (!entries.get(key)) return
    if (!answer.ok) {
      // By its times, where the archive does not know the message beside it.
      const isByTime = gap.cursor === null
      const state = !isOnline() ? 'open' : 'failed'
      if (answer.why !== 'lost' || isByTime) return this.change(conversation, key, { state })
      this.change(conversation, key, { state: 'open', cursor: null })
      return this.load(conversation, key)
    }
    this.#put(conversation, key, gap, answer.page, neighbour)
  }

  async #loadKept(conversation: ConversationId, key: string, { above, below }: NonNullable<OpenGap['kept']>) {
    this.change(conversation, key, { state: 'loading' })
    const last = await (await this.#tools.cache)?.readBetween(conversation, above, below)
    if (!last) {
      this.close(conversation, key)
      return
    }
    const { entries } = this.#tools.timeline.of(conversation)
    const after = entries.get(last.key)?.at
    this.change(conversation, key, {
      state: 'open',
      kept: { above: last.order, below },
      ...(after ? { after } : {}),
    })
    entries.moveTo('behind', last.key, key)
  }

  #put(
    conversation: ConversationId,
    key: string,
    gap: OpenGap,
    page: Page,
    neighbour: string | undefined,
  ): void {
    const { timeline } = this.#tools
    const place = timeline.of(conversation)
    const told = page.told.filter((each) => each.conversation === conversation)
    const isBelow = gap.from === 'below'
    const { entries } = place
    const { floor = entries.orderOf(key) ?? 0, loose = new Set() } = gap
    const reaches = told.some(({ archiveId }) => {
      const known = archiveId === undefined ? undefined : place.keyOf(archiveId)
      if (known === undefined || loose.has(known)) return false
      return isBelow ? (entries.orderOf(known) ?? 0) <= floor : entries.isBefore(key, known)
    })
    const edge = joint(neighbour === undefined ? [] : [[conversation, neighbour]])
    // What was asked for by time stands by time.
    const limits = neighbour === undefined ? {} : { limits: new Map([[conversation, key]]) }
    const rows = { ...edge, ...limits, loose }
    placePage(timeline, told, isBelow ? 'older' : 'newer', rows, 'quiet')
    const [first, last] = [told[0]?.at, told.at(-1)?.at]
    const isWhole = page.isWhole || reaches
    const left =
      first === undefined || last === undefined
        ? isWhole
          ? undefined
          : gap
        : narrowed(gap, { first, last, isWhole })
    if (!left) {
      this.close(conversation, key)
      return
    }
    const end = rows.rows.get(conversation)
    const cursor = isBelow ? page.first : page.last
    this.change(conversation, key, { ...left, state: 'open', ...(cursor ? { cursor } : {}) })
    if (end !== undefined) place.entries.moveTo(isBelow ? 'before' : 'behind', end, key)
  }

  #question(conversation: ConversationId, key: string, gap: OpenGap) {
    const { entries } = this.#tools.timeline.of(conversation)
    const target = parseConversation(conversation)
    const keys = entries.keys()
    const index = keys.indexOf(key)
    const isBelow = gap.from === 'below'
    const beside = isBelow ? keys.slice(index + 1) : keys.slice(0, index).reverse()
    const neighbour = beside.find((each) => entries.get(each)?.archiveId !== undefined)
    const id = gap.cursor === null ? undefined : (gap.cursor ?? entries.get(neighbour ?? '')?.archiveId)
    const where: Where = {
      ...(target.kind === 'chat' ? { with: target.jid } : { to: bareRoom(conversation) }),
      ...this.#times(gap, isBelow, id !== undefined),
    }
    const from: From = isBelow ? { before: id ?? true } : id === undefined ? undefined : { after: id }
    // What lies beside a moment is not known by the archive's order.
    return { where, from, neighbour: id === undefined ? undefined : neighbour }
  }

  #times({ after, before }: Gap, isBelow: boolean, hasId: boolean): Pick<Where, 'start' | 'end'> {
    return {
      ...(after === undefined || (!isBelow && hasId) ? {} : { start: after - SLACK_MS }),
      ...(isBelow && hasId ? {} : { end: before + SLACK_MS }),
    }
  }
}

function bareRoom(conversation: ConversationId): string {
  const target = parseConversation(conversation)
  return target.kind === 'chat' ? target.jid : target.room
}
