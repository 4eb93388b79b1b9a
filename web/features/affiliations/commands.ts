import { portions } from '#protocol/affiliations.ts'
import type { ProtocolError } from '#protocol/define.ts'
import type { Affiliation } from '#protocol/occupants.ts'
import { randomId } from '../../lib/id.ts'
import { defineModel } from '../../transport/env.ts'
import { sessionModel } from '../session/model.ts'
import { type Listed, listed } from './entry.ts'
import { affiliationsModel } from './model.ts'
import type { Change, Wish } from './staged.ts'

const PATIENCE = 400

type Sent = Pick<Change, 'jid' | 'affiliation' | 'reason'>
const sentOf = ({ jid, affiliation, reason }: Change): Sent => ({
  jid,
  affiliation,
  ...(reason ? { reason } : {}),
})

// The answer is late or lost, not the work: the gateway goes on, and asking again with the same id joins it.
const isLateOnly = ({ reason }: ProtocolError) =>
  reason === 'timeout' || reason === 'unconfirmed' || reason === 'not-connected' || reason === 'disconnected'

export const affiliationsCommands = defineModel('affiliationsCommands', (use, { request }) => {
  const model = use(affiliationsModel)
  const session = use(sessionModel)

  async function loadList(room: string, affiliation: Listed): Promise<void> {
    const table = model.of(room)
    table.startLoading(affiliation)
    const result = await request('xmpp.muc.affiliation.get', { room, affiliation })
    if (result.ok) table.filled(affiliation, result.value)
    else table.failed(affiliation, result.error)
  }

  /** All four at once; each may fail alone. */
  const load = (room: string): Promise<unknown> =>
    Promise.all(listed.map((affiliation) => loadList(room, affiliation)))

  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!holds()) return
        for (const stop of stops) stop()
        resolve()
      }
      const stops = [session.link.subscribe(look), session.upstream.subscribe(look)]
      look()
    })
  const online = () => until(session.isOnline)
  const linked = () => until(() => session.link.get().state === 'open')

  /** The portion that is on its way, by room. */
  const current = new Map<string, string>()

  /** One portion, asked for until there is an answer; undefined when it is through. */
  async function send(room: string, id: string, changes: Sent[]): Promise<ProtocolError | undefined> {
    current.set(room, id)
    for (let tries = 0; tries < PATIENCE; tries++) {
      const result = await request('xmpp.muc.affiliation.batch', {
        room,
        id,
        changes,
      })
      if (result.ok) {
        model.settle(result.value)
        return undefined
      }
      if (!isLateOnly(result.error)) return result.error
      if (!session.isOnline()) model.wait(room)
      await online()
    }
    return { type: 'wait', reason: 'timeout' }
  }

  async function run(room: string, kind: 'apply' | 'undo', changes: readonly Change[]): Promise<void> {
    const table = model.of(room)
    const id = randomId()
    model.begin(room, id, kind, changes)
    const isCancelled = () => table.run.get()?.state === 'cancelled'
    for (const [at, portion] of portions(changes.map(sentOf)).entries()) {
      if (isCancelled()) break
      const error = await send(room, `${id}.${at}`, portion)
      if (error) return model.end(room, { state: 'stopped', error })
    }
    model.end(room, { state: isCancelled() ? 'cancelled' : 'done' })
  }

  const isRunning = (room: string) => {
    const state = model.of(room).run.get()?.state
    return state === 'running' || state === 'waiting'
  }

  return {
    load,
    loadList,
    /** Everything staged that can be. What the room takes is staged no more; what it refuses stays, and says why. */
    async apply(room: string): Promise<void> {
      if (isRunning(room)) return
      const table = model.of(room)
      const common = table.commonReason.get().trim()
      const changes = table
        .review()
        .filter(({ refusal }) => refusal === undefined)
        .map(({ staged }): Change => {
          const { jid, to, from, fromReason } = staged
          const reason = staged.reason.trim() || common
          const was = table.rows.get(jid)?.affiliation ?? from
          return {
            jid,
            affiliation: to,
            from: was,
            ...(reason ? { reason } : {}),
            ...(fromReason && was === from ? { fromReason } : {}),
          }
        })
      if (changes.length > 0) await run(room, 'apply', changes)
    },
    async undo(room: string): Promise<void> {
      const undo = model.of(room).undo.get()
      if (undo && !isRunning(room)) await run(room, 'undo', undo.changes)
    },
    /** What is on its way is still awaited; the rest stays staged. */
    async cancel(room: string): Promise<void> {
      const table = model.of(room)
      const run = table.run.get()
      if (!run || !isRunning(room)) return
      table.run.set({ ...run, state: 'cancelled' })
      const id = run.isFound ? run.id : (current.get(room) ?? run.id)
      for (let tries = 0; tries < PATIENCE; tries++) {
        const result = await request('xmpp.muc.affiliation.cancel', { room, id })
        if (result.ok || !isLateOnly(result.error)) return
        await linked()
      }
    },
    /** One change at once, whatever else is staged. */
    async change(room: string, { jid, to, reason }: Wish): Promise<void> {
      const { affiliation: from = 'none', reason: fromReason } = model.of(room).rows.get(jid) ?? {}
      await run(room, 'apply', [{ jid, affiliation: to, from, fromReason, ...(reason ? { reason } : {}) }])
    },
    dismiss: (room: string) => model.of(room).run.set(undefined),
    /** What a room lists under a rank, for a copy; nothing of it is kept here. */
    list: (room: string, affiliation: Affiliation) =>
      request('xmpp.muc.affiliation.get', { room, affiliation }),
  }
})
