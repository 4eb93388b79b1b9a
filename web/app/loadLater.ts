import { sessionModel } from '../features/session/model.ts'
import type { Models } from '../store/model.ts'
import type { Env } from '../transport/env.ts'
import type { Feature } from './feature.ts'

/** Fetches what a first look does not need, once somebody is signed in; what fails is tried with the next connection. */
export function loadLater(
  models: Models<Env>,
  features: readonly Feature[],
  arrived: (slice: string) => void,
): () => void {
  const { link, ready } = models.use(sessionModel)
  const missing = new Set(features.filter(({ later }) => later))
  const load = () => {
    if (!ready.get() || link.get().state !== 'open') return
    for (const feature of missing) {
      missing.delete(feature)
      feature.later?.().then(
        (token) => {
          models.use(token)
          arrived(feature.name)
        },
        () => missing.add(feature),
      )
    }
  }
  const stops = [ready.subscribe(load), link.subscribe(load)]
  return () => {
    for (const stop of stops) stop()
  }
}
