import type { Page } from 'playwright'

export interface Row {
  readonly text: string | undefined
  readonly isOwn: boolean
  readonly delivery: string | undefined
  readonly isGap: boolean
}

/** All of the conversation that is open, from its oldest row down: read as a person does who scrolls through it. */
export async function readScreen(page: Page): Promise<Row[]> {
  const log = page.getByRole('log', { name: 'Messages' })
  if ((await log.count()) === 0) return []
  const rows = await log.evaluate(async (scroller) => {
    const painted = () => new Promise<void>((resolve) => setTimeout(resolve, 60))
    const top = async () => {
      for (let still = 0, last = ''; still < 8; ) {
        scroller.scrollTop = 0
        await painted()
        const first = scroller.querySelector('[data-index="0"]')?.getAttribute('data-key') ?? ''
        const state = `${scroller.scrollHeight} ${first}`
        still = state === last && first !== '' ? still + 1 : 0
        last = state
        if (scroller.querySelector('[data-index]') === null) break
      }
    }
    const found = new Map<number, { text?: string; isOwn: boolean; delivery?: string; isGap: boolean }>()
    const collect = () => {
      for (const row of scroller.querySelectorAll<HTMLElement>('[data-index]')) {
        const article = row.querySelector('article')
        const failure = row.querySelector<HTMLElement>('[data-failed]')
        const mark = row.querySelector<HTMLElement>('[data-delivery]')?.dataset.delivery
        const delivery = failure ? (failure.dataset.doubtful ? 'unconfirmed' : 'failed') : mark
        const text = article?.querySelector('p[dir="auto"]')?.textContent
        found.set(Number(row.dataset.index), {
          isOwn: article?.dataset.own !== undefined,
          isGap: row.dataset.key?.startsWith('gap:') === true,
          ...(text ? { text } : {}),
          ...(delivery ? { delivery } : {}),
        })
      }
    }
    // A machine that is busy paints later: no row between is passed by, and the last one is waited for.
    const follows = async () => {
      for (let tries = 0; tries < 50; tries++) {
        const rows = [...scroller.querySelectorAll<HTMLElement>('[data-index]')]
        const first = Math.min(...rows.map(({ dataset }) => Number(dataset.index)))
        if (rows.length === 0 || first <= Math.max(-1, ...found.keys()) + 1) return
        await painted()
      }
    }
    await top()
    for (let last = -1, still = 0; still < 3; ) {
      await follows()
      collect()
      const at = scroller.scrollTop
      still = at === last ? still + 1 : 0
      last = at
      scroller.scrollTop = at + scroller.clientHeight * 0.7
      await painted()
    }
    return [...found].sort(([one], [other]) => one - other).map(([, row]) => row)
  })
  return rows.map(({ text, delivery, ...rest }) => ({ ...rest, text, delivery }))
}
