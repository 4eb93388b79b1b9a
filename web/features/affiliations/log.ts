import type { BatchProgress } from '#protocol/affiliations.ts'
import { bareJid } from '#protocol/jid.ts'
import { Affiliation, type Occupant } from '#protocol/occupants.ts'
import { Collection } from '../../store/collection.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { occupantsModel, type Person } from '../occupants/model.ts'

/** One change of somebody's rank in this session, whoever made it. */
export interface LogEntry {
  readonly at: number
  readonly to: Affiliation
  readonly from?: Affiliation
  readonly jid?: string
  readonly nick?: string
  readonly actor?: string
  readonly isOwn?: true
  readonly reason?: string
}

const SAME_MS = 60_000
const MOST = 1000

/** The changes of every room, newest first. Kept from the start, so that a console opened later knows them. */
export const affiliationLogModel = defineModel('affiliationLog', (use, { now }) => {
  const rooms = new Collection<string, readonly LogEntry[]>()

  /** A change is told more than once: by our own result, to everybody, and for each nick of somebody. */
  function add(room: string, fresh: Omit<LogEntry, 'at'>): void {
    const old = rooms.get(room) ?? []
    const last = old.findIndex(({ jid, nick }) =>
      fresh.jid && jid ? jid === fresh.jid : nick !== undefined && nick === fresh.nick,
    )
    const same = old[last]
    if (same?.to === fresh.to && now() - same.at < SAME_MS)
      rooms.set(room, old.with(last, { ...fresh, ...same, ...(fresh.isOwn ? { isOwn: true } : {}) }))
    else rooms.set(room, [{ ...fresh, at: now() }, ...old].slice(0, MOST))
  }

  /** What they were before, which the room does not say of those who are not there. */
  function learn(room: string, jid: string, to: Affiliation, from: Affiliation): void {
    const entries = rooms.get(room) ?? []
    const at = entries.findIndex((entry) => entry.jid === jid)
    const entry = entries[at]
    if (entry?.to === to && entry.from === undefined && from !== to)
      rooms.set(room, entries.with(at, { ...entry, from }))
  }

  type Told = Pick<Occupant, 'room' | 'affiliation' | 'jid' | 'nick' | 'reason' | 'actor'>

  function told(item: Told, before?: Person): void {
    const to = Affiliation.safeParse(item.affiliation)
    if (!to.success) return
    const actor = item.actor?.nick ?? item.actor?.jid
    const jid = item.jid ? bareJid(item.jid) : before?.jid
    const nick = before?.nick ?? item.nick
    add(item.room, {
      to: to.data,
      ...(before ? { from: before.affiliation } : {}),
      ...(jid ? { jid } : {}),
      ...(nick ? { nick } : {}),
      ...(item.reason ? { reason: item.reason } : {}),
      ...(actor ? { actor } : {}),
    })
  }

  /** The last batch of each room, with all that is known of it: it may have begun before a reload, or in another tab. */
  const batches = new Map<string, BatchProgress>()

  use(occupantsModel).onAffiliation(told)
  const reducers: Reducers = {
    'xmpp.muc.affiliation.push': (item) => told(item),
    'xmpp.muc.affiliation.progress': (progress) => {
      const { room, id, results } = progress
      const before = batches.get(room)
      const all = before?.id === id ? [...before.results, ...results] : results
      batches.set(room, { ...progress, results: all })
    },
  }
  return { rooms, add, learn, batches, reducers, reset: () => batches.clear() }
})
