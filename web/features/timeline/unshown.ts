import { t } from '../../lib/i18n.ts'
import type { Entry, Unshown } from './entry.ts'
import type { Strike } from './strikes.ts'
import type { Timeline } from './timeline.ts'

/** What a list, a preview and a screen reader say in the place of its words. */
export const wordsInstead = (why: Unshown): string =>
  t(why === 'encrypted' ? 'timeline:unshown.encrypted' : 'timeline:unshown.failed')

/** Whether what somebody wanted to take back is still there, for it was not theirs to take. */
export function isRefused(timeline: Timeline, { author, ids }: Strike): boolean {
  return ids.some((id) => {
    const own = author === 'me' ? undefined : timeline.own(id)
    const named = own ?? timeline.entries.get(timeline.keyOf(id) ?? '')
    return named !== undefined && !named.removed
  })
}

/** One of several that came one after the other from the same hand: they are told of once. */
export const isOfBurst = (before: Entry | undefined, entry: Pick<Entry, 'failed' | 'own' | 'author'>) =>
  entry.failed !== undefined &&
  before?.failed === entry.failed &&
  before.own === entry.own &&
  before.author === entry.author
