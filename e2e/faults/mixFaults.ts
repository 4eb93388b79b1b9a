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

/** Small ones, each healed by itself, and none that minds another beside it. */
const harms: readonly Harm[] = [
  async (stage, { really, random }) => {
    await stage.killGateway()
    await really(random() * 2)
    await stage.startGateway()
  },
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

export const mixFaults: Fault[] = [
  {
    id: 'F28',
    title: 'two of everything at random, every 20 s',
    seconds: 1800,
    async run(stage, pace) {
      const rounds = Math.max(2, Math.round(90 * pace.scale))
      const sizes: number[] = []
      for (let round = 0; round < rounds; round++) {
        const first = Math.floor(pace.random() * harms.length)
        const other = (first + 1 + Math.floor(pace.random() * (harms.length - 1))) % harms.length
        await Promise.all([first, other].map((each) => harms[each]?.(stage, pace)))
        await pace.really(8 * pace.random())
        sizes.push(residentMb(stage.gateway.pid))
      }
      // A gateway that began anew is small again; what grows without end shows all the same.
      const most = Math.round(Math.max(...sizes))
      stage.observe('memory stays', most < 300, `${most} MB at most`)
    },
  },
]
