import { expectSoon, type Fault } from './fault.ts'
import type { Stage } from './stage.ts'

const BROKEN = 'The connection to Hoverboard is broken.'

/** Whether a page says that its way to the gateway is broken. */
const saysBroken = (stage: Stage) => stage.ana.page.getByText(BROKEN).isVisible()

async function comesBack(stage: Stage, withinMs: number): Promise<void> {
  const { page } = stage.ana
  await expectSoon(
    stage,
    'the page is back',
    withinMs,
    async () => !(await page.getByText(BROKEN).isVisible()),
  )
}

export const gatewayFaults: Fault[] = [
  {
    id: 'F1',
    title: 'kill -9 gateway, five times in a burst',
    seconds: 40,
    async run(stage, pace) {
      const draft = 'Nobody has sent this yet'
      const other = await stage.ana.tab('chat')
      const composer = other.getByRole('textbox', { name: /^Message / })
      await composer.fill(draft)
      const times = Math.max(1, Math.round(5 * pace.scale))
      for (let time = 0; time < times; time++) {
        await stage.killGateway()
        if (time === 0) await expectSoon(stage, 'the page says so', 10_000, () => saysBroken(stage))
        else await pace.really(0.2 + pace.random())
        await stage.startGateway()
        await comesBack(stage, 10_000)
        await pace.really(1 + 2 * pace.random())
      }
      const kept = async () => (await composer.inputValue({ timeout: 5000 })) === draft
      await expectSoon(stage, 'a draft is kept', 10_000, kept)
      await other.close()
    },
  },
  {
    id: 'F2',
    title: 'SIGTERM gateway in a burst',
    seconds: 15,
    async run(stage, pace) {
      const { code, ms } = await stage.endGateway()
      stage.observe('it ends with 0 within 5 s', code === 0 && ms <= 5500, `${code} after ${ms} ms`)
      await pace.really(1)
      await stage.startGateway()
      await comesBack(stage, 10_000)
    },
  },
  {
    id: 'F3',
    title: 'SIGSTOP gateway for 5, 30 and 90 s',
    seconds: 145,
    async run(stage, pace) {
      for (const seconds of [5, 30, 90]) {
        await stage.freeze(stage.gateway.pid ?? 0, seconds * pace.scale * 1000)
        await comesBack(stage, 15_000)
        await pace.wait(5)
      }
      const health = (await (await fetch(`${stage.gateway.url}/health`)).json()) as { sessions: number }
      const people = stage.casting.plan.ours.length
      stage.observe('no second session', health.sessions === people, `${health.sessions} of ${people}`)
    },
  },
]
