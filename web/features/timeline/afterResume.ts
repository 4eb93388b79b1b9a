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
  const { holes, archive, unchecked } = reading
  if (!unchecked) return
  await new Promise((resolve) => setTimeout(resolve, SETTLING_MS))
  const isOutdated = () => reading.holes !== holes || !reading.isCurrent || reading.unchecked !== unchecked
  if (isOutdated()) return
  const lower = joint(unchecked.anchors)
  let after = unchecked.cursor
  for (let page = 0; page < MOST_PAGES && unchecked.count > 1; page++) {
    const answer = await ask(archive === OWN ? {} : { to: archive }, { after })
    // The next one who comes back looks from there again.
    if (isOutdated()) return
    if (!answer.ok) break
    placePage(timeline, answer.page.told, 'newer', lower, 'news')
    if (answer.page.isWhole || answer.page.last === undefined) break
    after = answer.page.last
  }
  reading.unchecked = undefined
}
