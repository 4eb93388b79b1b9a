import type { Element } from '@xmpp/xml'
import { RawClient } from '../../e2e/perf/rawClient.ts'
import type { Target } from '../../e2e/servers/houses.ts'
import { rawAccount } from './rawAccount.ts'

const WAIT_MS = 20_000

/** An account with a client of its own: asks, answers what it is asked as the test says, and forgets nothing. */
export class Stranger extends RawClient {
  readonly heard: Element[] = []
  /** What is sent inside the result of a request; nothing: it stays unanswered. */
  respond: (iq: Element) => string | undefined = () => undefined
  readonly #waiting = new Set<() => void>()

  override onStanza = (stanza: Element) => {
    this.heard.push(stanza)
    const { name, attrs } = stanza
    const isRequest = name === 'iq' && (attrs.type === 'get' || attrs.type === 'set')
    const answer = isRequest ? this.respond(stanza) : undefined
    if (answer !== undefined)
      this.send(`<iq type='result' id='${attrs.id}' to='${attrs.from}'>${answer}</iq>`)
    for (const look of this.#waiting) look()
  }

  /** The first stanza that fits, heard already or to come. */
  hear(fits: (stanza: Element) => boolean): Promise<Element> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.heard.find(fits)
        if (!found) return
        clearTimeout(timer)
        this.#waiting.delete(look)
        resolve(found)
      }
      const timer = setTimeout(() => {
        this.#waiting.delete(look)
        reject(new Error(`A stranger heard only: ${this.heard.map(String).join('\n')}`))
      }, WAIT_MS)
      this.#waiting.add(look)
      look()
    })
  }

  /** The answer to a request of ours. */
  answerTo(id: string): Promise<Element> {
    return this.hear(({ name, attrs }) => name === 'iq' && attrs.id === id && attrs.type !== 'get')
  }
}

export async function openStranger(target: Target, name = 'clara'): Promise<Stranger> {
  const stranger = new Stranger(await rawAccount(target, name))
  await stranger.start()
  return stranger
}
