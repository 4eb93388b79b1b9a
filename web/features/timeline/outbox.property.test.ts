import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Result } from '../../transport/request.ts'
import { openPage, settle, TestBrowser } from './testOutbox.ts'

const CONVERSATIONS = ['chat:doc@hill.example', 'room:lab@rooms.hill.example']

interface Offer {
  readonly id: string
  readonly content: string
  readonly again?: boolean
}
type Page = ReturnType<typeof openPage>
interface Tab {
  readonly name: number
  readonly page: Page
  isOpen: boolean
  isLinked: boolean
}

/** A gateway by the contract, an archive behind it, and a browser in front that anything can happen to. */
class World {
  readonly browser = new TestBrowser()
  readonly tabs: Tab[] = []
  /** What reached the server, in order, by conversation. */
  readonly wire: { id: string; content: string }[] = []
  readonly typed: { id: string; tab: number; conversation: string }[] = []
  /** Offers that reached the gateway, per id. */
  readonly offers = new Map<string, Offer[]>()
  /** Offers that said `again` too little: on the wire they could be a second copy. */
  readonly blind: Offer[] = []
  /** What the gateway remembers until it dies. */
  #known = new Set<string>()
  #refused = new Set<string>()
  readonly #answers: (() => void)[] = []
  refusesNext = false
  #names = 0

  openTab(): void {
    const name = this.#names++
    const tab: Tab = {
      name,
      isOpen: true,
      isLinked: true,
      page: openPage(this.browser, (said) => this.#receive(tab, said)),
    }
    this.tabs.push(tab)
  }

  #receive(tab: Tab, said: Offer): Promise<Result<unknown>> {
    return new Promise((resolve) => {
      // What is said on a way that has just broken goes nowhere.
      if (!tab.isOpen || !tab.isLinked) return
      const before = this.offers.get(said.id) ?? []
      if (before.length > 0 && !said.again && !this.#refused.has(said.id)) this.blind.push(said)
      this.offers.set(said.id, [...before, said])
      const result = this.#take(said)
      this.#answers.push(() => {
        if (tab.isOpen && tab.isLinked) resolve(result)
      })
    })
  }

  #take(said: Offer): Result<unknown> {
    const isSaid = this.wire.some(({ id }) => id === said.id)
    if (this.#known.has(said.id) || (said.again && isSaid)) return { ok: true, value: { id: said.id } }
    if (this.refusesNext && !said.again) {
      this.refusesNext = false
      this.#refused.add(said.id)
      return { ok: false, error: { type: 'cancel', condition: 'forbidden' } }
    }
    this.#refused.delete(said.id)
    this.#known.add(said.id)
    this.wire.push({ id: said.id, content: said.content })
    return { ok: true, value: { id: said.id } }
  }

  /** The gateway answers what it was asked so far. */
  answer(): void {
    for (const each of this.#answers.splice(0)) each()
  }

  /** The gateway dies and comes back: it knows nothing, its answers are lost, every way was broken. */
  restart(): void {
    this.#answers.length = 0
    this.#known = new Set()
    for (const tab of this.open()) {
      if (!tab.isLinked) continue
      this.unlink(tab)
      this.link(tab)
    }
  }

  confirm(tab: Tab): void {
    if (!tab.isLinked) return
    for (const { id } of this.wire) tab.page.outbox.confirm(id)
  }

  unlink(tab: Tab): void {
    tab.isLinked = false
    tab.page.breakOff()
  }
  link(tab: Tab): void {
    tab.isLinked = true
    tab.page.reopen()
  }

  open = (): Tab[] => this.tabs.filter(({ isOpen }) => isOpen)
  pick = (n: number): Tab | undefined => this.open()[n % Math.max(1, this.open().length)]
}

interface Step {
  readonly do: string
  readonly n: number
  readonly c?: number
}

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('type'), n: fc.nat(5), c: fc.nat(1) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('answer', 'confirm', 'wait'), n: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('break', 'link', 'open', 'kill'), n: fc.nat(5) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('restart', 'refuse', 'retry', 'reload'), n: fc.nat(5) }),
  },
)

/** The disk of a tab that was closed is still writing when the next tab offers the same. */
const LATE_WORD: Step[] = ['type', 'reload', 'confirm', 'type', 'type', 'answer', 'kill', 'type'].map(
  (each) => ({
    do: each,
    n: 0,
    c: 0,
  }),
)

async function perform(world: World, each: Step): Promise<void> {
  const tab = world.pick(each.n)
  if (each.do === 'open' || tab === undefined) return world.openTab()
  if (each.do === 'type') {
    const conversation = CONVERSATIONS[each.c ?? 0] ?? ''
    const id = tab.page.type(`${tab.name}`, conversation)
    world.typed.push({ id, tab: tab.name, conversation })
  }
  if (each.do === 'answer') world.answer()
  if (each.do === 'confirm') world.confirm(tab)
  if (each.do === 'break' && tab.isLinked) world.unlink(tab)
  if (each.do === 'link' && !tab.isLinked) world.link(tab)
  if (each.do === 'restart') world.restart()
  if (each.do === 'refuse') world.refusesNext = true
  if (each.do === 'retry') retryAll(tab)
  if (each.do === 'kill' || each.do === 'reload') {
    // A disk takes what was typed a moment ago.
    await settle(4)
    tab.isOpen = false
    tab.page.outbox.close()
    if (each.do === 'reload') world.openTab()
  }
  await settle(each.n % 3)
}

function retryAll({ page }: Tab): void {
  for (const conversation of CONVERSATIONS)
    for (const { id, stage } of page.outbox.of(conversation)) if (stage === 'failed') page.outbox.retry(id)
}

/** All heals: ways, answers, proofs, and the person decides about what failed. */
async function heal(world: World): Promise<void> {
  world.refusesNext = false
  if (world.open().length === 0) world.openTab()
  for (const tab of world.open()) if (!tab.isLinked) world.link(tab)
  for (let i = 0; i < 200; i++) {
    await settle(4)
    world.answer()
    const [first] = world.open()
    if (first) retryAll(first)
    await settle(2)
    for (const tab of world.open()) world.confirm(tab)
    await settle(2)
    if (world.wire.length === world.typed.length && world.open().every(({ page }) => page.outbox.size === 0))
      return
  }
}

test('whatever breaks, reloads or closes: each is said once, in its order, and nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const world = new World()
      world.openTab()
      for (const each of steps) await perform(world, each)
      await heal(world)
      expect(world.blind).toEqual([])
      expect(world.wire.map(({ id }) => id).sort()).toEqual(world.typed.map(({ id }) => id).sort())
      for (const conversation of CONVERSATIONS)
        for (const { name } of world.tabs) {
          const mine = world.typed.filter((each) => each.tab === name && each.conversation === conversation)
          const ids = mine.map(({ id }) => id)
          expect(world.wire.map(({ id }) => id).filter((id) => ids.includes(id))).toEqual(ids)
        }
      for (const { page } of world.open()) {
        expect(page.outbox.size).toBe(0)
        for (const conversation of CONVERSATIONS)
          for (const { delivery } of page.rows(conversation)) expect(delivery).toBe('sent')
      }
    }),
    { numRuns: 120, examples: [[LATE_WORD]] },
  )
}, 240_000)
