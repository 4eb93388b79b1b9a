import type { Page } from 'playwright'
import { TOGETHER } from '#protocol/session.ts'
import type { Window } from './chrome.ts'
import { enterRoom } from './enterRoom.ts'
import type { PageSetting } from './pageSetting.ts'
import { atMost, quantile, type Row, sleep } from './stats.ts'
import { Throng } from './throng.ts'

const OCCUPANTS = 2000
/** As the gateway tells a crowd. */
const IN_A_FRAME = 100
const SITTING = 30
const CHURN_PER_SECOND = 200
const CHURN_SECONDS = 10
const KEY_EVERY_MS = 150

/** A room of two thousand, and one whose people come and go. */
export async function pageCrowd(setting: PageSetting): Promise<Row[]> {
  const throng = await Throng.open(setting.server)
  try {
    return [...(await full(setting)), ...(await restless(setting, throng))]
  } finally {
    throng.end()
  }
}

// Two thousand who tell each other that they come are four million presences, which measure the server for minutes.
async function full(setting: PageSetting): Promise<Row[]> {
  const room = `crowded@${setting.server.mucDomain}`
  const found = await setting.medians(async (tab) => {
    await fill(tab.page, room)
    const entered = await enterRoom(tab, setting.account('friends50'), room, OCCUPANTS + 1)
    return { ...entered, ...(await scroll(tab)) }
  })
  return [
    atMost('joining a room of 2,000, told by a fixture: long tasks', found.long, 300, 'ms'),
    { what: '… shown', ours: `${found.shown.toFixed(0)} ms`, beside: '–', figure: found.shown },
    atMost('… scrolling through its people: a frame, p95', found.slow, 1000 / 50, 'ms'),
    atMost('… rows in the document', found.rows, 60, ''),
  ]
}

/** Before one's own presence, with which entering ends, the gateway seems to tell of everybody who is there. */
async function fill(page: Page, room: string): Promise<void> {
  const roles = ['moderator', 'participant', 'participant', 'visitor']
  const others = Array.from({ length: OCCUPANTS }, (_, index) => ({
    room,
    nick: `Person ${index}`,
    affiliation: index % 4 === 0 ? 'member' : 'none',
    role: roles[index % roles.length],
    present: true,
  }))
  let isTold = false
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const gateway = socket.connectToServer()
    socket.onMessage((message) => gateway.send(message))
    gateway.onMessage((message) => {
      const text = String(message)
      if (
        !isTold &&
        text.includes('"xmpp.muc.roster"') &&
        text.includes(room) &&
        text.includes('"self":true')
      ) {
        isTold = true
        for (let first = 0; first < OCCUPANTS; first += IN_A_FRAME) {
          const told = others.slice(first, first + IN_A_FRAME).map((other) => ['xmpp.muc.roster', other])
          socket.send(`42${JSON.stringify([TOGETHER, told])}`)
        }
      }
      socket.send(message)
    })
  })
}

/** A hundred frames through the whole list: the 95th percentile of their lengths, and the most rows there were. */
async function scroll({ page }: Window): Promise<{ slow: number; rows: number }> {
  const found = await page.evaluate(async () => {
    const list = [...document.querySelectorAll('aside *')].find((each) => each.scrollHeight > 10_000)
    if (!list) throw new Error('The people panel does not scroll')
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const lengths: number[] = []
    let rows = 0
    let before = await frame()
    for (let step = 1; step <= 100; step++) {
      list.scrollTop = (list.scrollHeight * step) / 100
      const now = await frame()
      lengths.push(now - before)
      before = now
      rows = Math.max(rows, list.querySelectorAll('[role=listitem]').length)
    }
    return { lengths, rows }
  })
  return { slow: quantile(found.lengths, 0.95), rows: found.rows }
}

/** A hundred come and a hundred go each second while somebody types. */
async function restless(setting: PageSetting, throng: Throng): Promise<Row[]> {
  const { server, account } = setting
  const room = `restless@${server.mucDomain}`
  await throng.enter(room, 0, SITTING)
  const tab = await setting.open()
  try {
    await enterRoom(tab, account('friends50'), room, SITTING + 1)
    const { page } = tab
    const composer = page.getByRole('textbox', { name: /^Message / })
    await composer.focus()
    await page.evaluate(() => window.stopwatch.keys())
    let isOver = false
    const typing = (async () => {
      for (let i = 0; !isOver; i++) {
        await page.keyboard.press(i % 6 === 5 ? 'Backspace' : 'abcde'.charAt(i % 6))
        await sleep(KEY_EVERY_MS)
      }
    })()
    const first = SITTING
    const pairs = (CHURN_PER_SECOND * CHURN_SECONDS) / 2
    const start = performance.now()
    for (let i = 0; i < pairs; i++) {
      await sleep(Math.max(0, start + (i * 2000) / CHURN_PER_SECOND - performance.now()))
      throng.come(room, first + i)
      if (i >= 20) throng.go(room, first + i - 20)
    }
    isOver = true
    await typing
    const keys = await page.evaluate(() => window.stopwatch.keys())
    return [atMost('200 joins and leaves a second: typing, p95', quantile(keys, 0.95), 50, 'ms')]
  } finally {
    await tab.close()
  }
}
