import type { TestServer } from '../servers/testServer.ts'
import { readArchive } from './archives.ts'
import { BrowserActor } from './browserActor.ts'
import { check, type Figure, figures, isClean, type Verdict } from './checker.ts'
import type { Fault, Pace } from './fault.ts'
import type { Line, MessageLine } from './history.ts'
import { type Observation, Stage } from './stage.ts'
import { plannedTraffic, seeded, type Turn } from './traffic.ts'

export interface Settings {
  readonly seed: number
  readonly messages: number
  /** How long the fault's own times are: 1 as in the plan. */
  readonly scale: number
  /** How long after it all may still come right. */
  readonly patienceMs: number
  readonly say?: (text: string) => void
}

export interface Outcome {
  readonly fault: string
  readonly title: string
  readonly server: string
  readonly seed: number
  readonly entered: number
  readonly archived: number
  readonly verdict: Verdict
  readonly observations: readonly Observation[]
  /** What could not be done at all, as a sentence: the harness's or the product's fault, but no clean run. */
  readonly trouble: readonly string[]
  readonly seconds: number
  /** From the end of the fault until all was right, or until patience ended. */
  readonly settledMs: number
  readonly history: readonly Line[]
  readonly gatewayLog: string
  /** By whose page. */
  readonly frames: Readonly<Record<string, string>>
}

const PER_SECOND = 12
const LONGEST_FAULT_MS = 240_000

export const isGood = ({ verdict, observations, trouble }: Outcome): boolean =>
  isClean(verdict) && trouble.length === 0 && observations.every(({ isHeld }) => isHeld)

/** One fault, once: people talk, it goes wrong, it is healed, and what became of every message is looked up. */
export async function perform(server: TestServer, fault: Fault, settings: Settings): Promise<Outcome> {
  const { seed, messages, scale, patienceMs, say = () => {} } = settings
  const begun = Date.now()
  const random = seeded(seed * 7919 + 1)
  const sleep = (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000))
  const pace: Pace = { scale, random, really: sleep, wait: (seconds) => sleep(seconds * scale) }
  const trouble: string[] = []
  const { cast, pairs, clear, env, limits } = fault
  const disk = fault.disk?.()
  const stage = await Stage.open(server, { cast, pairs, clear, env, limits, data: disk?.data })
  say('talking')
  try {
    const faultMs = fault.seconds * scale * 1000
    const overMs = Math.max(faultMs + 6000, (messages * 1000) / PER_SECOND)
    const turns = plannedTraffic(stage.casting.shares, messages, overMs, seed)
    const start = Date.now()
    const talks = talk(stage, turns, start, trouble)
    await sleep(Math.min(5, overMs / 4000))
    say('going wrong')
    await within(fault.run(stage, pace), faultMs + LONGEST_FAULT_MS).catch((error: unknown) => {
      trouble.push(`The fault could not be done: ${messageOf(error)}`)
    })
    await talks
    stage.heal()
    say('healed')
    const healed = Date.now()
    let found = await look(stage)
    while (!isClean(found.verdict) && Date.now() - healed < patienceMs) {
      await sleep(2)
      found = await look(stage)
    }
    const isArchived = (line: Line) => line.op === 'archived'
    return {
      fault: fault.id,
      title: fault.title,
      server: server.kind,
      seed,
      entered: stage.recorder.entered.size,
      archived: new Set(found.history.filter(isArchived).map((line) => (line as MessageLine).cid)).size,
      verdict: found.verdict,
      observations: stage.observations,
      trouble: [
        ...trouble,
        ...found.trouble,
        ...browsersOf(stage).flatMap(({ complaints }) => [...complaints]),
      ],
      seconds: Math.round((Date.now() - begun) / 1000),
      settledMs: Date.now() - healed,
      history: found.history,
      gatewayLog: stage.gateway.log(),
      frames: Object.fromEntries(browsersOf(stage).map(({ name, frames }) => [name, frames.join('')])),
    }
  } finally {
    await stage.close()
    disk?.remove()
  }
}

/** Each says what is theirs, one after the other, at their time or as soon as they can. */
async function talk(stage: Stage, turns: readonly Turn[], start: number, trouble: string[]): Promise<void> {
  await Promise.all(
    [...stage.actors.values()].map(async (actor) => {
      let refused = 0
      for (const { conv, cid, at } of turns.filter((turn) => turn.actor === actor.name)) {
        const wait = start + at - Date.now()
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
        // Whoever cannot write any more is not waited for with every line.
        if (refused > 1) break
        await actor.say(conv, cid).catch((error: unknown) => {
          refused++
          trouble.push(`${actor.name} could not write ${cid}: ${messageOf(error)}`)
        })
      }
    }),
  )
}

async function look(stage: Stage): Promise<{ verdict: Verdict; history: Line[]; trouble: string[] }> {
  const trouble: string[] = []
  const { casting, recorder, server } = stage
  const screens = await Promise.all([...stage.actors.values()].map((actor) => actor.screen()))
  const archived: MessageLine[] = []
  // After the screens: what is archived in between would be missed on them.
  for (const each of casting.archives)
    archived.push(
      ...(await readArchive(server, each).catch((error: unknown) => {
        trouble.push(`${each.archive} could not be read: ${messageOf(error)}`)
        return []
      })),
    )
  const history = [...recorder.lines, ...archived, ...screens.flat()]
  return { verdict: check(history, casting.plan), history, trouble }
}

const browsersOf = ({ actors }: Stage) =>
  [...actors.values()].filter((actor) => actor instanceof BrowserActor)

async function within(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${ms / 1000} s`)), ms)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const messageOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n').slice(0, 3).join(' ')

/** The figures of a run in a line; only those that are not what they should be. */
export function told({ verdict, observations, trouble }: Outcome): string {
  const wrong = figures.filter((name: Figure) => verdict[name].length > 0)
  const parts = [
    ...wrong.map((name) => `${name} ${verdict[name].length}`),
    ...observations.filter(({ isHeld }) => !isHeld).map(({ what, detail }) => `not: ${what} (${detail})`),
    ...trouble,
  ]
  return parts.length === 0 ? 'clean' : parts.join(', ')
}
