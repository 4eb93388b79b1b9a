import { expectSoon, type Fault } from './fault.ts'
import type { Stage } from './stage.ts'

/** Whether a page says that the server is away. */
const saysAway = (stage: Stage) =>
  stage.ana.page
    .getByText(/ does not answer\.|restart/u)
    .first()
    .isVisible()
const isAgain = async (stage: Stage) => !(await saysAway(stage))

export const serverFaults: Fault[] = [
  {
    id: 'F4',
    title: 'kill -9 server in a burst',
    seconds: 20,
    async run(stage, pace) {
      for (let time = 0; time < Math.max(1, Math.round(2 * pace.scale)); time++) {
        stage.killServer()
        if (time === 0) await expectSoon(stage, 'the page says so', 20_000, () => saysAway(stage))
        else await pace.really(pace.random() * 2)
        await stage.restartServer(true)
        await expectSoon(stage, 'the page is back', 40_000, () => isAgain(stage))
        await pace.really(1 + pace.random())
      }
    },
  },
  {
    id: 'F5',
    title: 'graceful server restart',
    seconds: 15,
    async run(stage, pace) {
      await stage.restartServer(false)
      await expectSoon(stage, 'the page is back', 40_000, () => isAgain(stage))
      await pace.really(1)
    },
  },
  {
    id: 'F6',
    title: 'SIGSTOP server for 5, 30 and 90 s',
    seconds: 150,
    async run(stage, pace) {
      for (const seconds of [5, 30, 90]) {
        const frozen = stage.freeze(stage.serverPid, seconds * pace.scale * 1000)
        if (seconds * pace.scale >= 25)
          await expectSoon(stage, 'the page says so', 21_000, () => saysAway(stage))
        await frozen
        await expectSoon(stage, 'the page is back', 45_000, () => isAgain(stage))
        await pace.wait(5)
      }
    },
  },
]
