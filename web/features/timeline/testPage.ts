import type { Result } from '../../transport/request.ts'
import { vaultModel } from '../session/vault.ts'
import { historyModel } from './history.ts'
import { outboxDoor } from './outboxDoor.ts'
import { lab, talk, withDoc } from './testTalk.ts'
import { type Query, refusal, type Shelf, type Told } from './testTold.ts'

type HistoryModel = ReturnType<typeof historyModel.create>
type Talk = ReturnType<typeof talk>

/** A tab of the browser, and its way to the gateway. */
export class TestPage {
  readonly talk: Talk = talk()
  readonly #takes: (said: unknown, by: TestPage) => Result<unknown>
  history: HistoryModel | undefined
  isLinked = true
  #opensVault = () => {}
  #pending: { query: Query; answer: (result: Result<unknown>) => void }[] = []

  constructor(time: number, takes: (said: unknown, by: TestPage) => Result<unknown>) {
    this.#takes = takes
    const { gateway } = this.talk
    gateway.time = time
    const kept = gateway.models.use(vaultModel)
    const { vault } = kept
    const isOpen = new Promise<void>((open) => {
      this.#opensVault = open
    })
    kept.vault = () => isOpen.then(vault)
    const answers = (query: unknown) =>
      new Promise<Result<unknown>>((answer) => {
        if (this.isLinked) this.#pending.push({ query: query as Query, answer })
        else answer(refusal('not-connected'))
      })
    gateway.answer('xmpp.mam.query', answers)
    gateway.answer('xmpp.chat.message', (said) => this.#takes(said, this))
  }

  /** The code of the history is there, and so is what was kept. */
  begins(): void {
    this.#opensVault()
    this.history ??= this.talk.gateway.models.use(historyModel)
  }

  tell([name, data]: Told): void {
    if (this.isLinked) this.talk.gateway.event(name, data)
  }

  /** All that was asked is refused. */
  refuses(): void {
    for (const { answer } of this.#pending.splice(0)) answer(refusal('disconnected'))
  }

  /** The oldest question is answered. True when there was one. */
  answers(answerTo: (query: Query) => Result<unknown>): boolean {
    const next = this.#pending.shift()
    next?.answer(answerTo(next.query))
    return next !== undefined
  }

  breaks(): void {
    this.isLinked = false
    this.talk.session.link.set({ state: 'broken' })
    this.refuses()
  }

  /** It is left, or dies with what it was about to keep. */
  async leaves(dies: boolean): Promise<void> {
    if (this.history) {
      const vault = await this.talk.gateway.models.use(vaultModel).vault()
      if (dies) (vault as unknown as { close(): void }).close()
      else await this.history.flush()
    }
    this.breaks()
    this.close()
  }

  close(): void {
    this.talk.gateway.models.use(outboxDoor).close()
    this.history?.close()
  }
}

/** What stands in a page, and which of it says that something is missing. */
export function shownIn({ talk }: TestPage, shelf: Shelf): { texts: string[]; gaps: string[] } {
  const conversation = shelf === 'own' ? withDoc : lab
  const gaps = talk.entries(conversation).flatMap(({ kind, key }) => (kind === 'gap' ? [key] : []))
  return { texts: talk.texts(conversation), gaps }
}
