import type { Element } from '@xmpp/xml'
import { RawClient } from '../../e2e/perf/rawClient.ts'
import type { Target } from '../../e2e/servers/houses.ts'
import { rawAccount } from './rawAccount.ts'

const WAIT_MS = 20_000

/** An ordinary account with a client that says whatever XML it likes. */
export class Attacker extends RawClient {
  readonly #waiting = new Set<(stanza: Element) => void>()

  override onStanza = (stanza: Element) => {
    for (const look of this.#waiting) look(stanza)
  }

  answerTo(id: string): Promise<Element> {
    return this.#first(({ name, attrs }) => name === 'iq' && attrs.id === id && attrs.type !== 'get')
  }

  nextRequest(xmlns: string): Promise<Element> {
    return this.#first(
      (stanza) => stanza.attrs.type === 'get' && stanza.getChild('query', xmlns) !== undefined,
    )
  }

  #first(matches: (stanza: Element) => boolean): Promise<Element> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer)
        this.#waiting.delete(look)
      }
      const look = (stanza: Element) => {
        if (!matches(stanza)) return
        end()
        resolve(stanza)
      }
      const timer = setTimeout(() => {
        end()
        reject(new Error('The attacker heard nothing'))
      }, WAIT_MS)
      this.#waiting.add(look)
    })
  }
}

export async function openAttacker(target: Target): Promise<Attacker> {
  const attacker = new Attacker(await rawAccount(target, 'griff'))
  await attacker.start()
  return attacker
}
