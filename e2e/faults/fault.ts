import type { ServerKind, TestServer } from '../servers/testServer.ts'
import type { Name } from './casting.ts'
import type { Stage } from './stage.ts'

/** One way of going wrong. */
export interface Fault {
  /** As in the plan: `F4`. */
  readonly id: string
  readonly title: string
  /** How long it goes on, about; people talk through all of it. */
  readonly seconds: number
  readonly cast?: readonly Name[]
  /** How many pairs who say little talk besides. */
  readonly pairs?: number
  readonly clear?: boolean
  readonly env?: Record<string, string>
  readonly limits?: boolean
  /** Where the gateway keeps what it keeps, and what puts that away again. */
  readonly disk?: () => { data: string; remove(): void }
  /** A server of its own, for what no other run should meet. */
  readonly startServer?: { kind: ServerKind; start(): Promise<TestServer> }
  /** Goes wrong, and leaves it to the stage to heal. What must be observed on top of the checker is observed here. */
  run(stage: Stage, pace: Pace): Promise<void>
}

/** How long the fault's own times are: 1 as in the plan, less for a quick look. */
export interface Pace {
  readonly scale: number
  /** So many seconds of the plan. */
  wait(seconds: number): Promise<void>
  /** Real seconds, whatever the scale. */
  really(seconds: number): Promise<void>
  random(): number
}

/** Whether it comes true within so many milliseconds, and after how many. */
export async function comesTrue(
  isSo: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<{ isHeld: boolean; ms: number }> {
  const begun = Date.now()
  for (;;) {
    if (await Promise.resolve(isSo()).catch(() => false)) return { isHeld: true, ms: Date.now() - begun }
    if (Date.now() - begun > withinMs) return { isHeld: false, ms: Date.now() - begun }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Observes that it comes true in time. */
export async function expectSoon(
  stage: Stage,
  what: string,
  withinMs: number,
  isSo: () => boolean | Promise<boolean>,
): Promise<void> {
  const { isHeld, ms } = await comesTrue(isSo, withinMs)
  stage.observe(what, isHeld, `${(ms / 1000).toFixed(1)} s of ${withinMs / 1000}`)
}
