import type { BatchProgress } from '#protocol/affiliations.ts'
import { bareJid } from '#protocol/jid.ts'
import { Affiliation } from '#protocol/occupants.ts'
import { batch } from '../../store/batch.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { occupantsModel } from '../occupants/model.ts'
import { rosterModel } from '../roster/model.ts'
import { sessionModel } from '../session/model.ts'
import { keepStaged, stagedBefore } from './keptStaged.ts'
import { affiliationLogModel } from './log.ts'
import { RoomTable } from './roomTable.ts'
import { type Change, inverseOf, type Run } from './staged.ts'

const isOurs = (run: Run | undefined, id: string): run is Run =>
  run !== undefined && (run.isFound ? id === run.id : id.startsWith(`${run.id}.`))

export const UNDO_MS = 30_000

/** The consoles that were opened in this session. What is staged in one stays there until it is applied or taken back. */
export const affiliationsModel = defineModel('affiliations', (use, { now }) => {
  const occupants = use(occupantsModel)
  const roster = use(rosterModel)
  const session = use(sessionModel)
  const log = use(affiliationLogModel)
  const tables = new Map<string, RoomTable>()
  /** Changes on their way, by room and address. */
  const pending = new Map<string, Map<string, Change>>()
  const accepted = new Map<string, Change[]>()
  /** Grows when all lists may be out of date: the session began anew. */
  const stale = new Value(0)

  function of(room: string): RoomTable {
    let table = tables.get(room)
    if (!table) {
      table = new RoomTable({
        nameOf: (jid) => roster.contacts.get(jid)?.name ?? '',
        self: () => occupants.self(room),
        own: session.bare,
      })
      tables.set(room, table)
      for (const [nick, person] of occupants.of(room).entries()) table.seen(nick, person)
      table.restore(stagedBefore(session.bare(), room))
      keepStaged(table.staged, () => session.bare(), room)
      const found = log.batches.get(room)
      if (found) settle(found)
    }
    return table
  }

  function begin(room: string, id: string, kind: 'apply' | 'undo', changes: readonly Change[]): void {
    pending.set(room, new Map(changes.map((change) => [change.jid, change])))
    accepted.set(room, [])
    of(room).undo.set(undefined)
    of(room).run.set({ id, kind, total: changes.length, settled: 0, failed: 0, state: 'running' })
  }

  /** Each result is believed once, whether it comes as an event, in a snapshot or with the answer. */
  function settle(progress: BatchProgress): void {
    const { room, id, state, results } = progress
    const table = tables.get(room)
    if (!table) return
    if (!isOurs(table.run.get(), id)) find(table, progress)
    const run = table.run.get()
    const isKnown = isOurs(run, id)
    batch(() => {
      let [settled, failed] = [0, 0]
      for (const { jid, affiliation, error } of results) {
        const waiting = isKnown ? pending.get(room)?.get(jid) : undefined
        const change = waiting?.affiliation === affiliation ? waiting : undefined
        if (change) {
          pending.get(room)?.delete(jid)
          settled++
        }
        if (error) {
          if (change) failed++
          table.refused(jid, error)
          if (change) table.keep(change, error)
        } else if (change || !isKnown || run.isFound) took(room, table, { jid, affiliation }, change)
      }
      if (!isKnown || run.state === 'stopped' || run.state === 'done') return
      const isCancelled = run.state === 'cancelled' || state === 'cancelled'
      const next = isCancelled ? 'cancelled' : state === 'waiting' ? 'waiting' : 'running'
      const done = run.isFound ? progress.settled : run.settled + settled
      table.run.set({ ...run, settled: done, failed: run.failed + failed, state: next })
    })
    if (run?.isFound && isKnown && (state === 'done' || state === 'cancelled')) end(room, { state })
  }

  /** A batch of before a reload, or of another tab, is shown while it goes on; what is staged here waits for it. */
  function find(table: RoomTable, { room, id, state, total }: BatchProgress): void {
    const run = table.run.get()
    if (state === 'done' || state === 'cancelled' || run?.state === 'running' || run?.state === 'waiting')
      return
    const changes = [...table.staged.values()].map((each): [string, Change] => {
      const { jid, to: affiliation, from, fromReason, reason } = each
      return [jid, { jid, affiliation, from, fromReason, ...(reason ? { reason } : {}) }]
    })
    pending.set(room, new Map(changes))
    accepted.set(room, [])
    table.run.set({ id, isFound: true, kind: 'apply', total, settled: 0, failed: 0, state })
  }

  /** The room accepted it. Of whoever is not inside no more may ever be told. */
  function took(
    room: string,
    table: RoomTable,
    { jid, affiliation }: { jid: string; affiliation: Affiliation },
    change: Change | undefined,
  ): void {
    const reason = change?.reason
    if (table.staged.get(jid)?.to === affiliation) table.unstage([jid])
    table.told(jid, affiliation, reason ? { reason } : {})
    if (!change) return
    accepted.get(room)?.push(change)
    log.add(room, { to: affiliation, from: change.from, jid, isOwn: true, ...(reason ? { reason } : {}) })
  }

  function end(room: string, part: Pick<Run, 'state' | 'error'>): void {
    const table = of(room)
    const run = table.run.get()
    if (!run) return
    const changes = accepted.get(room) ?? []
    batch(() => {
      // An undo is not staged: what is left of it would be lost.
      if (run.kind === 'undo') for (const change of pending.get(room)?.values() ?? []) table.keep(change)
      table.run.set({ ...run, ...part })
      if (run.kind === 'apply' && changes.length > 0)
        table.undo.set({ until: now() + UNDO_MS, changes: inverseOf(changes) })
    })
  }

  // Whoever is banned, or has to leave with their membership, goes with that word and comes in no list of who is here.
  occupants.onAffiliation(({ room, jid: address, affiliation, reason }, before) => {
    const known = Affiliation.safeParse(affiliation)
    const jid = address ? bareJid(address) : before.jid
    if (jid && known.success) tables.get(room)?.told(jid, known.data, reason ? { reason } : {})
  })

  occupants.onLearn((room, nick) => tables.get(room)?.seen(nick, occupants.of(room).get(nick)))

  const reducers: Reducers = {
    'xmpp.muc.roster': ({ room, nick, oldNick, present, self }) => {
      const table = tables.get(room)
      const name = present ? nick : (oldNick ?? nick)
      if (!table || name === undefined) return
      if (self && !present && oldNick === undefined) table.emptied()
      else table.seen(name, occupants.of(room).get(name))
    },
    'xmpp.muc.destroy': ({ room, self }) => {
      if (self) tables.get(room)?.emptied()
    },
    'xmpp.muc.affiliation.push': ({ room, jid, affiliation, reason, nick }) => {
      const table = tables.get(room)
      const known = Affiliation.safeParse(affiliation)
      if (!table || !jid || !known.success) return
      const before = table.rows.get(bareJid(jid))?.affiliation ?? (table.isWhole() ? 'none' : undefined)
      if (before) log.learn(room, bareJid(jid), known.data, before)
      table.told(bareJid(jid), known.data, { ...(reason ? { reason } : {}), ...(nick ? { nick } : {}) })
    },
    'xmpp.muc.affiliation.progress': settle,
    'xmpp.roster.push': ({ jid }) => {
      for (const table of tables.values()) table.named(bareJid(jid))
    },
  }

  return {
    of,
    stale,
    reducers,
    begin,
    settle,
    end,
    wait(room: string): void {
      const { run } = of(room)
      const now = run.get()
      if (now?.state === 'running') run.set({ ...now, state: 'waiting' })
    },
    isPending: (room: string, jid: string): boolean => pending.get(room)?.has(jid) ?? false,
    reset() {
      for (const table of tables.values()) {
        table.emptied()
        // A gateway that began anew knows of no batch; else its snapshot tells of this one again.
        if (table.run.get()?.isFound) table.run.set(undefined)
      }
      stale.set(stale.get() + 1)
    },
  }
})
