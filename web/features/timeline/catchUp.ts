import type { ConversationId } from '../../lib/conversation.ts'
import { batch } from '../../store/batch.ts'
import type { Answer, AskArchive, From, Page, Refusal, TimelineModel } from './archiveQuery.ts'
import type { OpenGap } from './entry.ts'
import type { Told } from './model.ts'
import { chain, type Joint, joint, placePage } from './placing.ts'
import { archiveOf, OWN, type Reading } from './reading.ts'

/** Pages at once; what is missing beyond them is a gap that can be read later. */
const MOST_PAGES = 20

export type Rim = Pick<OpenGap, 'after' | 'before' | 'floor' | 'loose'>

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
  const { loose } = reading
  const lower: Joint = { ...joint(reading.anchors), loose }
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
      putNext(told)
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
    let upper: Joint = { ...joint(), limits: lower.rows, loose }
    const pages: Page[] = []
    for (let left = most; left > 0; left--) {
      const answer = await ask({ before: pages[0]?.first ?? true })
      if (isOutdated()) return 'failed'
      if (!answer.ok) return answer.why === 'lost' ? 'failed' : answer.why
      const { page } = answer
      const meets = met(page.told).size > 0
      if (pages.length > 0 || isVisit)
        placePage(timeline, page.told, 'older', upper, isVisit ? 'past' : 'news')
      else upper = putNewest(page)
      if (pages.length === 0) end = ends(page, upper)
      pages.unshift(page)
      for (const key of upper.placed) end.placed.add(key)
      if (isVisit && !page.isWhole) leaveGapAfterFirst(page, upper)
      if (page.isWhole || meets || isVisit) break
      if (left === 1) leaveGap({ ...(after === undefined ? {} : { after }), before: startOf(page) }, upper)
    }
    if (pages.length > 1) setRight(pages.flatMap(({ told }) => told))
    reading.cursor = pages.at(-1)?.last
    reading.wasEmpty = reading.cursor === undefined
    return true
  }

  /** Behind what is known from before the hole, whatever clocks say. */
  function put(told: readonly Told[]): Joint {
    const edge = beginningOf(told)
    placePage(timeline, told, 'newer', edge, 'news')
    return edge
  }

  /** What came live before the hole may stand beyond the cursor already. */
  function putNext(told: readonly Told[]): void {
    const { rows, placed } = put(told)
    for (const [conversation, key] of rows) lower.rows.set(conversation, key)
    for (const key of placed) lower.placed.add(key)
  }

  const putNewest = ({ told }: Page): Joint => ({
    ...put(told),
    rows: new Map(linksOf(told.toReversed())),
    limits: lower.rows,
  })

  /** What came meanwhile stood by its clock, and may stand among what was known before. */
  function setRight(told: readonly Told[]): void {
    batch(() => chain(timeline, linksOf(told), 'newer', beginningOf(told).rows))
  }

  /** Behind which rows the messages stand, but where they begin with one that was known before. */
  function beginningOf(told: readonly Told[]): Joint {
    const known = met(told)
    return { ...joint([...lower.rows].filter(([conversation]) => !known.has(conversation))), loose }
  }

  function linksOf(told: readonly Told[]): [ConversationId, string][] {
    return told.flatMap(({ conversation, archiveId }) => {
      const key = archiveId === undefined ? undefined : timeline.of(conversation).keyOf(archiveId)
      return key === undefined ? [] : [[conversation, key]]
    })
  }

  /** The conversations of which a message is told that was known before the hole. */
  function met(told: readonly Told[]): Set<ConversationId> {
    return new Set(
      linksOf(told).flatMap(([conversation, key]) => (isFromBefore(conversation, key) ? [conversation] : [])),
    )
  }

  function isFromBefore(conversation: ConversationId, key: string): boolean {
    const last = lower.rows.get(conversation)
    if (last === undefined || loose.has(key)) return false
    return key === last || timeline.of(conversation).entries.isBefore(key, last)
  }

  function leaveGap(gap: Rim, upper: Joint): void {
    for (const conversation of known) {
      const floor = timeline.of(conversation).entries.orderOf(lower.rows.get(conversation) ?? '')
      const rim = floor === undefined ? gap : { ...gap, floor, loose: new Set(loose) }
      openGap(conversation, rim, upper.rows.get(conversation))
    }
  }

  /** What came, or was kept, before anything was read: whether it touches the newest page is not known. */
  function leaveGapAfterFirst(page: Page, upper: Joint): void {
    for (const conversation of known) {
      const { entries } = timeline.of(conversation)
      const [keys, end] = [entries.keys(), upper.rows.get(conversation)]
      const above = keys.slice(0, end === undefined ? keys.length : keys.indexOf(end))
      const last = above.findLast((key) => entries.get(key)?.archiveId !== undefined)
      const floor = last === undefined ? undefined : entries.orderOf(last)
      const isNewer = end === undefined && (entries.get(last ?? '')?.at ?? 0) >= startOf(page)
      if (floor === undefined || isNewer) continue
      openGap(conversation, { before: startOf(page), floor, loose: new Set(loose) }, end)
    }
  }

  const ends = ({ told }: Page, { placed }: Joint): Joint => ({
    rows: new Map(linksOf(told)),
    placed: new Set(placed),
  })

  /** What is still missing is missing behind what has been read. */
  function tailsFollow(): void {
    for (const [conversation, key] of reading.tails)
      timeline.of(conversation).entries.moveTo('behind', lower.rows.get(conversation) ?? '', key)
  }

  /** What came live behind the last that a page tells is newer than all of them. */
  function settle(): void {
    const lastTold = reading.arrived.findLastIndex(([, key]) => end.placed.has(key))
    for (const [conversation, key] of reading.arrived.slice(lastTold + 1)) {
      const last = end.rows.get(conversation)
      const { entries } = timeline.of(conversation)
      if (last === undefined) continue
      if (entries.isBefore(key, last)) entries.moveTo('behind', last, key)
      if (entries.get(key)) end.rows.set(conversation, key)
    }
    const newest = reading.arrived.slice(lastTold + 1).at(-1)
    // Nothing lies between a whole page and what came live after it.
    if (newest) reading.cursor = timeline.of(newest[0]).entries.get(newest[1])?.archiveId ?? reading.cursor
    reading.arrived.length = 0
  }

  // Nothing was read yet: what is newest, so that it is known where to go on.
  const outcome = await (reading.cursor === undefined ? backward(MOST_PAGES, undefined) : forward())
  if (outcome === true) {
    settle()
    reading.isBack = false
  }
  return outcome
}

function conversationsOf(reading: Reading, timeline: TimelineModel): ConversationId[] {
  return [...timeline.conversations()].filter((each) => archiveOf(each) === reading.archive)
}

const startOf = ({ told }: Page): number => told[0]?.at ?? Number.NaN
