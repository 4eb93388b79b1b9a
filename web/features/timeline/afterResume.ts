import type { AskArchive, TimelineModel } from './archiveQuery.ts'
import type { Told } from './model.ts'
import { joint, placePage } from './placing.ts'
import { OWN, type Reading } from './reading.ts'

/** By then a server has told what it held back. */
const SETTLING_MS = 1500
/** An archive that did not answer is asked again, less and less often. */
const LONGEST_WAIT_MS = 60_000
/** Of more than that, none is put in order: a part of it would stand worse than before. */
const MOST = 2000

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
  let told: Told[] = []
  let after = unchecked.cursor
  let wait = SETTLING_MS
  while (told.length < MOST && unchecked.count > 1) {
    const answer = await ask(archive === OWN ? {} : { to: archive }, { after })
    // The next one who comes back looks from there again.
    if (isOutdated()) return
    if (answer.ok) {
      told = [...told, ...answer.page.told]
      if (answer.page.isWhole) {
        placePage(timeline, told, 'newer', joint(unchecked.anchors), 'news')
        // What was told last may have been the first of them.
        if (told.some(({ archiveId }) => archiveId === reading.cursor))
          reading.cursor = told.at(-1)?.archiveId
      }
      if (answer.page.isWhole || answer.page.last === undefined) break
      after = answer.page.last
    } else if (answer.why !== 'failed') break
    else {
      wait = Math.min(2 * wait, LONGEST_WAIT_MS)
      await new Promise((resolve) => setTimeout(resolve, wait))
      if (isOutdated()) return
    }
  }
  reading.unchecked = undefined
}
