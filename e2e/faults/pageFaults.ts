import type { CDPSession } from 'playwright'
import { check } from './checker.ts'
import { comesTrue, expectSoon, type Fault } from './fault.ts'
import type { Stage } from './stage.ts'

/** The processes that draw pages: one for each window, and none that matters to anything else. */
async function renderers(stage: Stage): Promise<number[]> {
  const session = (await stage.browser?.newBrowserCDPSession()) as CDPSession
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
}

/** The person's window dies, with all that it had not written down; the network heals, and a new one is opened. */
async function crash(stage: Stage, heal: () => void): Promise<void> {
  await stage.ana.alone(async () => {
    const cdp = await stage.ana.cdp()
    const gone = new Promise((resolve) => stage.ana.page.once('crash', resolve))
    cdp.send('Page.crash').catch(() => {})
    await gone
    heal()
    await stage.ana.reopen()
  })
}

/** Whether a row with this mark is seen, or comes to be within a few seconds. */
function isMarked(stage: Stage, mark: string): Promise<boolean> {
  const rows = stage.ana.page.locator(`[data-delivery="${mark}"]`)
  return rows
    .first()
    .waitFor({ timeout: 5000 })
    .then(
      () => true,
      () => false,
    )
}

let extra = 0
/** A few words more than the plan has, at the very moment that matters. */
async function sayNow(stage: Stage, count: number): Promise<void> {
  for (let each = 0; each < count; each++) await stage.ana.say('chat', `ana-chat-${900_000 + ++extra}`)
}

export const pageFaults: Fault[] = [
  {
    id: 'F14',
    title: 'laptop lid: offline, and the page stopped',
    seconds: 190,
    async run(stage, pace) {
      for (const seconds of [5, 150]) {
        stage.front.hold('up', 'down')
        const pids = await renderers(stage)
        await Promise.all(pids.map((pid) => stage.freeze(pid, Math.max(3, seconds * pace.scale) * 1000)))
        stage.front.release()
        await expectSoon(stage, 'the page answers', 20_000, () =>
          stage.ana.page.getByRole('log').first().isVisible(),
        )
        await pace.wait(10)
      }
    },
  },
  {
    id: 'F15',
    title: 'many tabs, the first of them closed, all reloaded at once',
    seconds: 40,
    async run(stage, pace) {
      const { ana } = stage
      const before = await sessionsOf(stage)
      for (const count of pace.scale < 1 ? [3] : [2, 5, 12]) {
        const tabs = await Promise.all(Array.from({ length: count }, () => ana.tab('chat')))
        await pace.wait(4)
        await ana.alone(() => ana.reopen())
        await pace.wait(2)
        await Promise.all(tabs.map((tab) => tab.reload()))
        await pace.wait(3)
        const { isHeld, ms } = await comesTrue(async () => {
          for (const tab of tabs) if (!(await isRight(stage, tab))) return false
          return true
        }, 30_000)
        stage.observe(`each once in each of ${count} tabs`, isHeld, `${ms} ms`)
        await Promise.all(tabs.map((tab) => tab.close()))
      }
      const after = await sessionsOf(stage)
      stage.observe('no more sessions than before', after === before, `${before}, ${after}`)
    },
  },
  {
    id: 'F16',
    title: 'the tab dies with a full outbox',
    seconds: 40,
    async run(stage, pace) {
      // Between Enter and ack 1: nothing gets to the gateway.
      stage.front.hold('up')
      await sayNow(stage, 5)
      stage.observe('they wait', await isMarked(stage, 'sending'))
      // A browser has no store that is written at once: what was pressed in the very last moment may go with the tab.
      await pace.really(0.5)
      await crash(stage, () => stage.front.release())
      await pace.wait(8)
      // Between ack 1 and ack 2: nothing gets to the server, or back from it.
      stage.back.hold('up', 'down')
      await sayNow(stage, 5)
      await pace.really(0.5)
      await crash(stage, () => stage.back.release())
      await pace.wait(8)
      await sayNow(stage, 3)
      await stage.ana.alone(() => stage.ana.page.reload())
      await pace.wait(4)
    },
  },
  {
    id: 'F19',
    title: 'clocks: the gateway a day ahead and then two hours back, the browser an hour behind',
    seconds: 20,
    env: {
      LD_PRELOAD: '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
      FAKETIME: '+1d',
      FAKETIME_NO_CACHE: '1',
    },
    async run(stage, pace) {
      await stage.ana.context.clock.setSystemTime(Date.now() - 3600_000)
      await pace.wait(5)
      await stage.killGateway()
      // Not before the server's certificate: what is told then is another story.
      await stage.startGateway({ FAKETIME: '+22h' })
      await pace.wait(10)
      const words = await stage.ana.page.getByRole('log').first().textContent()
      stage.observe('nothing in the future', !/Tomorrow/iu.test(words ?? ''))
    },
  },
]

async function sessionsOf(stage: Stage): Promise<number> {
  const response = await fetch(`${stage.gateway.url}/health`)
  return ((await response.json()) as { sessions: number }).sessions
}

/** What one more tab shows of the chat: nothing twice, nothing in another order than it is written. */
async function isRight(stage: Stage, tab: Awaited<ReturnType<Stage['ana']['tab']>>): Promise<boolean> {
  const lines = await stage.ana.screenOf(tab, 'chat')
  const { doubled, unexpected } = check([...stage.recorder.lines, ...lines], stage.casting.plan)
  return lines.length > 0 && doubled.length === 0 && unexpected.length === 0
}
