import { readFileSync } from 'node:fs'
import type { Fault, Pace } from './fault.ts'
import type { Stage } from './stage.ts'

type Harm = (stage: Stage, pace: Pace) => Promise<void>

/** Nobody, beside a harm that has just killed it. */
function runningServer(stage: Stage): number | undefined {
  try {
    return stage.serverPid
  } catch {
    return undefined
  }
}

const killGateway: Harm = async (stage, { really, random }) => {
  await stage.killGateway()
  await really(random() * 2)
  await stage.startGateway()
}

/** Small ones, each healed by itself, and none that minds another beside it. */
const harms: readonly Harm[] = [
  killGateway,
  async (stage, { really, random }) => {
    stage.killServer()
    await really(random() * 2)
    await stage.restartServer(true)
  },
  async (stage, { really }) => {
    for (let time = 0; time < 3; time++) {
      stage.back.reset()
      await really(2)
    }
  },
  async (stage, { really }) => {
    stage.back.hold('up')
    await really(8)
    stage.back.release()
  },
  async (stage, { really }) => {
    stage.back.hold('down')
    await really(8)
    stage.back.release()
  },
  async (stage, { really }) => {
    for (let time = 0; time < 3; time++) {
      stage.front.reset()
      await really(2)
    }
  },
  async (stage, { really }) => {
    stage.front.hold('up', 'down')
    await really(8)
    stage.front.release()
  },
  async (stage) => {
    const pid = runningServer(stage)
    if (pid !== undefined) await stage.freeze(pid, 6000)
  },
  async (stage) => {
    await stage.ana.alone(() => stage.ana.page.reload()).catch(() => {})
  },
]

const residentMb = (pid: number | undefined) =>
  Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

interface Size {
  readonly minute: number
  readonly mb: number
}
/** Until a process has met all that it will do, it grows by that. */
const WARM_MINUTES = 3
/** In less, a slope is chance. */
const TELLING_MINUTES = 5

/** Megabytes a minute, by least squares. */
function slopeOf(sizes: readonly Size[]): number {
  const mean = (of: (size: Size) => number) => sizes.reduce((sum, size) => sum + of(size), 0) / sizes.length
  const minute = mean((size) => size.minute)
  const mb = mean((size) => size.mb)
  const spread = mean((size) => (size.minute - minute) ** 2)
  return mean((size) => (size.minute - minute) * (size.mb - mb)) / spread
}

export const mixFaults: Fault[] = [
  {
    id: 'F28',
    title: 'two of everything at random, every 20 s, among fifty people',
    seconds: 1800,
    pairs: 23,
    async run(stage, pace) {
      const rounds = Math.max(2, Math.round(90 * pace.scale))
      const sizes: Size[] = []
      let begun = Date.now()
      for (let round = 0; round < rounds; round++) {
        // In the second half the gateway may grow old: what grows in it would not show in short lives.
        const isYoung = round < rounds / 2
        const some = isYoung ? harms : harms.filter((each) => each !== killGateway)
        const first = Math.floor(pace.random() * some.length)
        const other = (first + 1 + Math.floor(pace.random() * (some.length - 1))) % some.length
        await Promise.all([first, other].map((each) => some[each]?.(stage, pace)))
        await pace.really(8 * pace.random())
        if (isYoung) begun = Date.now()
        sizes.push({ minute: (Date.now() - begun) / 60_000, mb: residentMb(stage.gateway.pid) })
      }
      const most = Math.round(Math.max(...sizes.map(({ mb }) => mb)))
      stage.observe('memory stays', most < 300, `${most} MB at most`)
      const old = sizes.filter(({ minute }) => minute > WARM_MINUTES)
      if ((sizes.at(-1)?.minute ?? 0) < WARM_MINUTES + TELLING_MINUTES) return
      const slope = slopeOf(old)
      stage.observe('memory grows by less than 1 MB a minute', slope < 1, `${slope.toFixed(2)} MB a minute`)
    },
  },
]
