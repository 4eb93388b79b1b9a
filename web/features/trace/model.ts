import type { ProtocolError } from '#protocol/define.ts'
import type { CommandName } from '#protocol/index.ts'
import { events, type TraceEntry } from '#protocol/trace.ts'
import { Collection } from '../../store/collection.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { learn } from '../../transport/knownEvents.ts'
import type { Result } from '../../transport/request.ts'
import { sessionModel } from '../session/model.ts'
import type { Exchange } from './exchange.ts'

/** The most that is kept; the oldest goes first. */
export const MAX_ENTRIES = 10_000
/** A console that is opened elsewhere at once goes on watching. */
const GRACE_MS = 500

/** A command on its way to be sent by hand. */
export interface Draft {
  readonly name: string
  readonly text: string
}

learn(events)

/** What passed between this page's session and the server, while somebody watched. */
export const traceModel = defineModel('trace', (use, { request }) => {
  const { link } = use(sessionModel)
  /** Somebody wants to watch; whether one does is `state`. */
  const isWanted = new Value(false)
  const state = new Value<'off' | 'starting' | 'on'>('off')
  const refusal = new Value<ProtocolError | undefined>(undefined)
  const exchanges = new Collection<string, Exchange>()
  /** Exchanges that are shown whole. */
  const opened = new Collection<string, true>()
  const dropped = new Value(0)
  const isPaused = new Value(false)
  /** How many came during the pause. */
  const waiting = new Value(0)
  const draft = new Value<Draft | undefined>(undefined)
  let held: TraceEntry[] = []
  let count = 0
  /** Groups are counted anew in each watch. */
  let watch = 0
  let watchers = 0

  function add(entry: TraceEntry): void {
    const key = `${watch}.${entry.group}`
    const known = exchanges.get(key)
    exchanges.set(key, { key, entries: known ? [...known.entries, entry] : [entry] })
    count++
  }

  function trim(): void {
    for (const key of exchanges.keys()) {
      if (count <= MAX_ENTRIES) return
      count -= exchanges.get(key)?.entries.length ?? 0
      exchanges.delete(key)
      opened.delete(key)
    }
  }

  function show(entries: readonly TraceEntry[]): void {
    for (const entry of entries) add(entry)
    trim()
  }

  const isMeant = () => isWanted.get() && watchers > 0 && link.get().state === 'open'

  async function look(): Promise<void> {
    if (link.get().state !== 'open' && state.get() !== 'off') state.set('off')
    if (isMeant() && state.get() === 'off') {
      state.set('starting')
      resume()
      watch++
      const result = await request('xmpp.trace.start', {})
      state.set(result.ok ? 'on' : 'off')
      refusal.set(result.ok ? undefined : result.error)
      if (!result.ok) isWanted.set(false)
      else if (!isMeant()) void look()
    } else if (!isMeant() && state.get() === 'on') {
      state.set('off')
      await request('xmpp.trace.stop', {})
    }
  }
  link.subscribe(() => void look())

  function resume(): void {
    isPaused.set(false)
    waiting.set(0)
    show(held)
    held = []
  }

  const reducers: Reducers = {
    'xmpp.trace.entry': ({ entries, dropped: lost }) => {
      dropped.set(dropped.get() + lost)
      if (!isPaused.get()) return show(entries)
      held.push(...entries)
      const surplus = held.length - MAX_ENTRIES
      if (surplus > 0) {
        held.splice(0, surplus)
        dropped.set(dropped.get() + surplus)
      }
      waiting.set(held.length)
    },
  }
  return {
    isWanted,
    state,
    refusal,
    exchanges,
    opened,
    dropped,
    isPaused,
    waiting,
    draft,
    reducers,
    setWatching(isOn: boolean): void {
      isWanted.set(isOn)
      void look()
    },
    /** A console is on the screen, until what is given back is called. Watching goes on only while one is. */
    attend(): () => void {
      watchers++
      void look()
      return () => {
        watchers--
        setTimeout(() => void look(), GRACE_MS)
      }
    },
    pause: () => isPaused.set(true),
    resume,
    clear(): void {
      exchanges.clear()
      opened.clear()
      held = []
      count = 0
      dropped.set(0)
      waiting.set(0)
    },
    /** Through the same door as all that the page asks. */
    send: (name: CommandName, data: unknown): Promise<Result<unknown>> => request(name, data as never),
  }
})
