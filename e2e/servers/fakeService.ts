import type { Element } from '@xmpp/xml'
import { Component } from './component.ts'
import type { ServerInfo } from './testServer.ts'

/** What a service answers an iq with; without `type`, a result. */
export interface ServiceAnswer {
  type?: 'result' | 'error'
  /** XML of what is inside. */
  content: string
}

/** A service that answers what the test says. */
export class FakeService {
  readonly domain: string
  /** All that was asked, oldest first. */
  readonly asked: Element[] = []
  answer: (iq: Element) => ServiceAnswer = () => ({ content: '' })
  readonly #component: Component

  constructor(server: ServerInfo) {
    this.#component = new Component(server, (stanza) => {
      if (stanza.name === 'iq') this.#receive(stanza)
    })
    this.domain = this.#component.domain
  }

  async start(): Promise<this> {
    await this.#component.start()
    return this
  }

  /** Any stanza at all, in the service's name. */
  send(xml: string): void {
    this.#component.send(xml)
  }

  stop(): Promise<void> {
    return this.#component.stop()
  }

  #receive(iq: Element): void {
    const { from, to, id, type } = iq.attrs
    if (type !== 'get' && type !== 'set') return
    this.asked.push(iq)
    const answer = this.answer(iq)
    this.send(
      `<iq type='${answer.type ?? 'result'}' from='${to}' to='${from}' id='${id}'>${answer.content}</iq>`,
    )
  }
}
