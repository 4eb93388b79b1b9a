import type { AskArchive, TimelineModel } from './archiveQuery.ts'
import { joint, placePage } from './placing.ts'
import { OWN, type Reading } from './reading.ts'

/** By then a server has told what it held back. */
const SETTLING_MS = 1500
const MOST_PAGES = 6

/**
 * COMPAT: ejabberd 23.01 tells what it held back while a session was away in another order than its archive's, which is
 * everybody else's. Where several came, the archive is asked once, and each goes where it stands there.
 */
export async function afterResume(reading: Reading, timeline: TimelineModel, ask: AskArchive): Promise<void> {
  const { holes, cursor, anchors, archive } = reading
  if (cursor === undefined || reading.hasNone) return
  await new Promise((resolve) => setTimeout(resolve, SETTLING_MS))
  const isOutdated = () => reading.holes !== holes || !reading.isCurrent
  if (isOutdated() || reading.sinceResume < 2) return
  const lower = joint(anchors)
  let after = cursor
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await ask(archive === OWN ? {} : { to: archive }, { after })
    if (!answer.ok || isOutdated()) return
    placePage(timeline, answer.page.told, 'newer', lower, 'news')
    if (answer.page.isWhole || answer.page.last === undefined) return
    after = answer.page.last
  }
}
