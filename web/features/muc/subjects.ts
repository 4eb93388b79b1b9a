import { Collection } from '../../store/collection.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'

/** What a room talked about from a moment on. */
export interface SubjectChange {
  /** Empty when it was taken away. */
  readonly subject: string
  /** Who changed it; undefined when the room does not say. */
  readonly nick?: string
  /** Milliseconds since 1970; undefined for one that was there before and came without a time. */
  readonly at?: number
}

/** Clocks differ: what was heard live and what an archive says of it are one change. */
const SAME_MS = 60_000

/** The subjects of each room that came by: live, with the join, and in pages of its archive. Newest first. */
export const subjectsModel = defineModel('subjects', (_use, { now }) => {
  const changes = new Collection<string, readonly SubjectChange[]>()

  function add(room: string, change: SubjectChange): void {
    const before = changes.get(room) ?? []
    const isKnown = before.some(
      ({ subject, at }) =>
        subject === change.subject && Math.abs((at ?? 0) - (change.at ?? at ?? 0)) < SAME_MS,
    )
    if (isKnown) return
    const next = [...before, change].sort((a, b) => (b.at ?? 0) - (a.at ?? 0))
    changes.set(room, next)
  }

  const timeOf = (when: string | undefined) => {
    const at = Date.parse(when ?? '')
    return Number.isNaN(at) ? {} : { at: Math.min(at, now()) }
  }

  const reducers: Reducers = {
    'xmpp.muc.subject': ({ room, subject, nick, delay }) => {
      const known = changes.get(room)
      // The first one comes with the join: without a time of its own, nobody knows when it was set.
      const at = delay ? timeOf(delay.when) : known ? { at: now() } : {}
      const isRepeated = !delay && known?.[0]?.subject === (subject || '')
      if (isRepeated || (!known && !subject)) return changes.set(room, known ?? [])
      add(room, { subject: subject || '', ...(nick ? { nick } : {}), ...at })
    },
    'xmpp.mam.message': ({ room, subject, nick, delay }) => {
      if (room && subject !== undefined)
        add(room, { subject, ...(nick ? { nick } : {}), ...timeOf(delay?.when) })
    },
  }
  return { changes, reducers }
})
