import { sessionModel } from '../features/session/model.ts'
import type { Models } from '../store/model.ts'
import type { Env } from '../transport/env.ts'
import type { Feature } from './feature.ts'

/** Fetches what a first look does not need, once somebody is signed in; what fails is tried with the next connection. */
export function loadLater(models: Models<Env>, features: readonly Feature[]): () => void {
  const { link, ready } = models.use(sessionModel)
  const missing = new Set(features.flatMap(({ later }) => later ?? []))
  const load = () => {
    if (!ready.get() || link.get().state !== 'open') return
    for (const later of missing) {
      missing.delete(later)
      later().then(models.use, () => missing.add(later))
    }
  }
  const stops = [ready.subscribe(load), link.subscribe(load)]
  return () => {
    for (const stop of stops) stop()
  }
}
