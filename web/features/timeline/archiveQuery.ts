import { randomId } from '../../lib/id.ts'
import type { Request } from '../../transport/request.ts'
import type { Told, timelineModel } from './model.ts'

export type TimelineModel = ReturnType<typeof timelineModel.create>

/** What is asked of which archive: a room's, or one's own about somebody or in all. Instants are milliseconds. */
export interface Where {
  readonly to?: string
  readonly with?: string
  readonly start?: number
  readonly end?: number
  /** Words that they hold (XEP-0431); an archive that can not be searched is none. */
  readonly text?: string
}

/** From the newest on, or next to a message that the archive knows by this id. */
export type From = { readonly before: string | true } | { readonly after: string } | undefined

/** A stretch of an archive without a hole, in its order. `isWhole`: nothing lies beyond it in the direction asked. */
export interface Page {
  readonly told: readonly Told[]
  readonly first: string | undefined
  readonly last: string | undefined
  readonly isWhole: boolean
}

/** `lost`: the archive does not know (any more) where to begin; `none`: it is not there, or not for us. */
export type Refusal = 'lost' | 'none' | 'failed'
export type Answer =
  | { readonly ok: true; readonly page: Page }
  | { readonly ok: false; readonly why: Refusal }

export type AskArchive = (where: Where, from: From) => Promise<Answer>

const PAGE = 50
const NO_ARCHIVE = new Set(['service-unavailable', 'feature-not-implemented', 'forbidden', 'not-allowed'])

/** Asks an archive for a page (XEP-0313 §4); what it tells is put nowhere yet. */
export function archiveQuery(timeline: TimelineModel, request: Request): AskArchive {
  return async ({ start, end, ...where }, from) => {
    const queryId = randomId()
    const told: Told[] = []
    timeline.expect(queryId, told)
    const instants = {
      ...(start === undefined ? {} : { start: new Date(start).toISOString() }),
      ...(end === undefined ? {} : { end: new Date(end).toISOString() }),
    }
    const rsm = { max: PAGE, ...from }
    const result = await request('xmpp.mam.query', { queryId, ...where, ...instants, rsm })
    timeline.expect(queryId)
    if (!result.ok) {
      const { condition = '' } = result.error
      // §4.3.2: an id that the archive does not know.
      if (condition === 'item-not-found') return { ok: false, why: 'lost' }
      return { ok: false, why: NO_ARCHIVE.has(condition) ? 'none' : 'failed' }
    }
    const { first, last, complete } = result.rsm ?? {}
    // A page with nothing in it has nothing beyond it, whatever it says.
    return { ok: true, page: { told, first, last, isWhole: complete === true || first === undefined } }
  }
}
