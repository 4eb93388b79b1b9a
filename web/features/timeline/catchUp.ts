import type { ConversationId } from '../../lib/conversation.ts'
import type { Answer, AskArchive, From, Page, Refusal, TimelineModel } from './archiveQuery.ts'
import type { Gap } from './gaps.ts'
import { type Joint, joint, placePage } from './placing.ts'
import { archiveOf, OWN, type Reading } from './reading.ts'

/** Pages at once; what is missing beyond them is a gap that can be read later. */
const MOST_PAGES = 20

export type Rim = Pick<Gap, 'after' | 'before'>

export interface CatchUpTools {
  readonly timeline: TimelineModel
  readonly ask: AskArchive
  /** Shows that something is missing, right before a row, or behind all that is there. */
  readonly openGap: (conversation: ConversationId, gap: Rim, beforeKey: string | undefined) => void
}

/** Reads an archive from where one stopped reading to its end. True when nothing is missing now but what is shown. */
export async function catchUp(reading: Reading, tools: CatchUpTools): Promise<true | Refusal> {
  const { timeline, openGap } = tools
  const hole = reading.holes
  const lower = joint(reading.anchors)
  const known = new Set(conversationsOf(reading, timeline))
  // Where they were read to the end, a page says of each conversation which row is its last.
  let end = lower

  const isOutdated = () => reading.holes !== hole
  const ask = (from: From): Promise<Answer> =>
    tools.ask(reading.archive === OWN ? {} : { to: reading.archive }, from)

  async function forward(): Promise<true | Refusal> {
    let at: number | undefined
    let next: Promise<Answer> | undefined
    for (let page = 0; page < MOST_PAGES; page++) {
      if (reading.cursor === undefined) break
      const answer = await (next ?? ask({ after: reading.cursor }))
      if (isOutdated()) return 'failed'
      if (!answer.ok) return answer.why === 'lost' ? backward(MOST_PAGES, undefined) : answer.why
      const { told, last, isWhole } = answer.page
      const after = last ?? reading.cursor
      // The server looks for the next one while this one is put in and painted.
      next = isWhole || page + 1 === MOST_PAGES ? undefined : ask({ after })
      placePage(timeline, told, 'newer', lower, 'news')
      reading.goOn(after, lower)
      tailsFollow()
      at = told.at(-1)?.at ?? at
      if (isWhole) return true
    }
    return backward(1, at)
  }

  /** From the newest message back, until it meets what is known from before the hole. */
  async function backward(most: number, after: number | undefined): Promise<true | Refusal> {
    const isVisit = reading.cursor === undefined && !reading.wasEmpty
    const upper = joint()
    let newest: string | undefined
    let oldest: Page | undefined
    for (let page = 0; page < most; page++) {
      const answer = await ask({ before: oldest?.first ?? true })
      if (isOutdated()) return 'failed'
      if (!answer.ok) return answer.why === 'lost' ? 'failed' : answer.why
      oldest = answer.page
      const meets = oldest.told.some((each) => isFromBefore(each.conversation, each.archiveId))
      placePage(timeline, oldest.told, 'older', upper, isVisit ? 'past' : 'news')
      if (page === 0) {
        newest = oldest.last
        end = ends(oldest, upper)
      }
      for (const key of upper.placed) end.placed.add(key)
      if (oldest.isWhole || meets || isVisit) break
      if (page === most - 1)
        leaveGap({ ...(after === undefined ? {} : { after }), before: startOf(oldest) }, upper)
    }
    reading.cursor = newest
    reading.wasEmpty = newest === undefined
    return true
  }

  function isFromBefore(conversation: ConversationId, archiveId: string | undefined): boolean {
    const { entries, keyOf } = timeline.of(conversation)
    const key = archiveId === undefined ? undefined : keyOf.call(timeline.of(conversation), archiveId)
    const last = lower.rows.get(conversation)
    return key !== undefined && last !== undefined && (key === last || entries.isBefore(key, last))
  }

  function leaveGap(gap: Rim, upper: Joint): void {
    for (const conversation of known) openGap(conversation, gap, upper.rows.get(conversation))
  }

  function ends({ told }: Page, { placed }: Joint): Joint {
    const rows = new Map<ConversationId, string>()
    for (const { conversation, archiveId } of told) {
      const key = archiveId === undefined ? undefined : timeline.of(conversation).keyOf(archiveId)
      if (key !== undefined) rows.set(conversation, key)
    }
    return { rows, placed: new Set(placed) }
  }

  /** What is still missing is missing behind what has been read. */
  function tailsFollow(): void {
    for (const [conversation, key] of reading.tails)
      timeline.of(conversation).entries.moveTo('behind', lower.rows.get(conversation) ?? '', key)
  }

  /** What came live meanwhile, and is on no page, is newer than all of them. */
  function settle(): void {
    for (const [conversation, key] of reading.arrived) {
      const last = end.rows.get(conversation)
      const { entries } = timeline.of(conversation)
      if (last === undefined || end.placed.has(key)) continue
      if (entries.isBefore(key, last)) entries.moveTo('behind', last, key)
      if (entries.get(key)) end.rows.set(conversation, key)
    }
    reading.arrived.length = 0
  }

  // Nothing was read yet: what is newest, so that it is known where to go on.
  const outcome = await (reading.cursor === undefined ? backward(MOST_PAGES, undefined) : forward())
  if (outcome === true) settle()
  return outcome
}

function conversationsOf(reading: Reading, timeline: TimelineModel): ConversationId[] {
  return [...timeline.conversations()].filter((each) => archiveOf(each) === reading.archive)
}

const startOf = ({ told }: Page): number => told[0]?.at ?? Number.NaN
