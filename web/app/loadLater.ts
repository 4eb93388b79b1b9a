import { sessionModel } from '../features/session/model.ts'
import type { Models } from '../store/model.ts'
import type { Env } from '../transport/env.ts'
import type { Feature } from './feature.ts'

/** With the code of rooms, behind what a first look shows. */
const ASIDE_MS = 1500

/** Fetches what a first look does not need, once somebody is signed in; what fails is tried with the next connection. */
export function loadLater(
  models: Models<Env>,
  features: readonly Feature[],
  arrived: (slice: string) => void,
  asideMs = ASIDE_MS,
): () => void {
  const { link, ready } = models.use(sessionModel)
  const missing = new Set(features.filter(({ later }) => later))
  let timer: ReturnType<typeof setTimeout> | undefined
  const isOpen = () => ready.get() && link.get().state === 'open'
  function bring(isAside: boolean): void {
    if (!isOpen()) return
    for (const feature of missing) {
      if ((feature.isAside ?? false) !== isAside) continue
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
  const load = () => {
    clearTimeout(timer)
    if (!isOpen()) return
    bring(false)
    timer = setTimeout(() => bring(true), asideMs)
  }
  const stops = [ready.subscribe(load), link.subscribe(load)]
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}
