import { busyMs, type Window } from './chrome.ts'
import { Crowd } from './crowd.ts'
import { enterRoom } from './enterRoom.ts'
import type { PageSetting } from './pageSetting.ts'
import { atMost, type Row, sleep } from './stats.ts'

const OCCUPANTS = 500
const LISTENERS = 30
const MESSAGES = 1000
const PER_SECOND = 100
const KEY_EVERY_MS = 150

/** Entering a full room, and sitting in a loud one. */
export async function pageRoom(setting: PageSetting): Promise<Row[]> {
  const { server, crowd } = setting
  const full = await Crowd.gather(server, crowd.slice(0, OCCUPANTS))
  const entered = await (async () => {
    try {
      const room = `full@${server.mucDomain}`
      await full.join(room)
      return await setting.medians((tab) => enterRoom(tab, setting.account('friends50'), room, OCCUPANTS + 1))
    } finally {
      full.end()
    }
  })()
  return [
    atMost('joining a room of 500: shown', entered.shown, 300, 'ms'),
    atMost('joining a room of 500: long tasks', entered.long, 50, 'ms'),
    ...(await loud(setting)),
  ]
}

/** A thousand messages at a hundred a second, with the people panel open, while somebody types. */
async function loud(setting: PageSetting): Promise<Row[]> {
  const { server, crowd, account } = setting
  const talkers = await Crowd.gather(server, crowd.slice(0, LISTENERS))
  const room = `loud@${server.mucDomain}`
  const tab = await setting.open()
  try {
    await talkers.join(room)
    await enterRoom(tab, account('friends50'), room, LISTENERS + 1)
    const results: { late: number; bare: number; busy: number; typing: number; lost: number }[] = []
    for (const word of ['first', 'second', 'third']) results.push(await listen(tab, talkers, room, word))
    const middle = (key: keyof (typeof results)[number]) =>
      results.map((each) => each[key]).sort((a, b) => a - b)[1] ?? Number.NaN
    const bare = middle('bare')
    const lost = results.reduce((sum, each) => sum + each.lost, 0)
    return [
      atMost(
        '1,000 room messages at 100 a second: last shown after it was sent',
        middle('late'),
        Math.round(bare + 150),
        'ms',
        `bare client ${bare.toFixed(0)} ms`,
      ),
      atMost('… main thread busy', middle('busy'), 4000, 'ms'),
      atMost('… typing, p95', middle('typing'), 32, 'ms'),
      atMost('… lost or doubled', lost, 0, ''),
    ]
  } finally {
    await tab.close()
    talkers.end()
  }
}

async function listen(tab: Window, talkers: Crowd, room: string, word: string) {
  const { page } = tab
  const composer = page.getByRole('textbox', { name: /^Message / })
  await composer.focus()
  await page.evaluate(() => window.stopwatch.keys())
  // Every text that stands in the log at the end of a frame; the list shows a part of it, and follows its end.
  await page.evaluate(
    ([first, last]) => {
      const seen = new Set<string>()
      const look = () => {
        for (const text of document.querySelectorAll('[role=log] article p'))
          if (text.textContent?.startsWith(first)) seen.add(text.textContent)
      }
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
      const shown = window.stopwatch.when(() => seen.has(last))
      Object.assign(window, { seen, shown })
    },
    [`${word} `, `${word} ${MESSAGES - 1}`] as const,
  )
  const busyBefore = await busyMs(tab)
  let isOver = false
  const typing = (async () => {
    for (let i = 0; !isOver; i++) {
      await page.keyboard.press(i % 6 === 5 ? 'Backspace' : 'abcde'.charAt(i % 6))
      await sleep(KEY_EVERY_MS)
    }
  })()
  const talk = await talkers.talk(room, word, MESSAGES, PER_SECOND)
  const shownAt = await page.evaluate(() => (window as unknown as { shown: Promise<number> }).shown)
  const busy = (await busyMs(tab)) - busyBefore
  isOver = true
  await typing
  const seen = await page.evaluate(() => (window as unknown as { seen: Set<string> }).seen.size)
  const keys = (await page.evaluate(() => window.stopwatch.keys())).sort((a, b) => a - b)
  await composer.fill('')
  return {
    late: shownAt - talk.sentAt,
    bare: talk.heardAt - talk.sentAt,
    busy,
    typing: keys[Math.floor(keys.length * 0.95)] ?? Number.NaN,
    lost: MESSAGES - seen + (MESSAGES - talk.heard),
  }
}
