import { sessionModel } from '../features/session/model.ts'
import type { Models } from '../store/model.ts'
import type { Env } from '../transport/env.ts'

/** Long after the page can be used, and only then. */
const AFTER_MS = 8000

/**
 * Has the browser keep the code of every part, so that one that is first opened while the way is broken, or after the
 * gateway was renewed, is there: a module that once could not be fetched is never asked for again by Chromium.
 */
export function keepParts({ use }: Models<Env>, afterMs = AFTER_MS): () => void {
  const { link, ready } = use(sessionModel)
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
  let missing: Set<string> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const isOpen = () => ready.get() && link.get().state === 'open'
  async function fetchAll(): Promise<void> {
    missing ??= new Set<string>(await (await fetch('/parts.json')).json())
    // One after the other: what somebody asks for meanwhile goes first.
    for (const part of missing) {
      if (!isOpen()) return
      await fetch(part, { priority: 'low' }).then((response) => response.arrayBuffer())
      missing.delete(part)
    }
  }
  const look = () => {
    clearTimeout(timer)
    // What fails is fetched with the next connection.
    if (isOpen()) timer = setTimeout(() => void fetchAll().catch(() => {}), afterMs)
  }
  if (connection?.saveData) return () => {}
  const stops = [ready.subscribe(look), link.subscribe(look)]
  look()
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}
