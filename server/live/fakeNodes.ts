import type { Element } from '@xmpp/xml'
import { Component } from '../../e2e/servers/component.ts'
import type { ServerInfo } from '../../e2e/servers/testServer.ts'

/** A pubsub service that says what the test says. */
export class FakeNodes {
  readonly domain: string
  readonly #heard: Element[] = []
  readonly #wake = new Set<() => void>()
  readonly #component: Component

  constructor(server: ServerInfo) {
    this.#component = new Component(server, (stanza) => {
      this.#heard.push(stanza)
      for (const wake of this.#wake) wake()
    })
    this.domain = this.#component.domain
  }

  async start(): Promise<this> {
    await this.#component.start()
    return this
  }

  stop(): Promise<void> {
    return this.#component.stop()
  }

  /** A message of this service. */
  tell(to: string, content: string, attrs = ''): void {
    this.#component.send(`<message from='${this.domain}' to='${to}' ${attrs}>${content}</message>`)
  }

  /** The first message that came under this id; waits for it. */
  async hear(id: string): Promise<Element> {
    const find = () => this.#heard.find(({ name, attrs }) => name === 'message' && attrs.id === id)
    for (;;) {
      const found = find()
      if (found) return found
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#wake.delete(wake)
          resolve()
        }
        this.#wake.add(wake)
      })
    }
  }

  count(id: string): number {
    return this.#heard.filter(({ name, attrs }) => name === 'message' && attrs.id === id).length
  }
}
