import { NS_INFO, NS_ITEMS, parseInfo } from '../codec/xep0030.ts'
import { buildCommand, NS_COMMANDS, parseAnnounced, parseCommands, parseStage } from '../codec/xep0050.ts'
import { buildRsm, parseRsm } from '../codec/xep0059.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Extension, type Handlers, WithRsm } from '../xmpp/extension.ts'
import { type Element, xml } from '../xmpp/xml.ts'

const CLAIMS: readonly Claim[] = [
  {
    name: 'message',
    type: [null, 'normal', 'chat', 'headline'],
    xmlns: NS_ITEMS,
    child: 'query',
    when: (stanza) => stanza.getChild('query', NS_ITEMS)?.attrs.node === NS_COMMANDS,
  },
]

/** What others can do at our word, step by step (XEP-0050). Nobody can make us do anything: we have no commands. */
export class Command extends Extension {
  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.command.list': async ({ to = this.#server(), rsm }) => {
        const content = buildRsm(rsm ?? undefined)
        const query = await this.#ask(NS_ITEMS, to, NS_COMMANDS, content)
        return new WithRsm(parseCommands(query, to), parseRsm(query))
      },
      'xmpp.command.info': async ({ to = this.#server(), node }) =>
        parseInfo(await this.#ask(NS_INFO, to, node)),
      'xmpp.command.do': async ({ to = this.#server(), node, action, sessionId, form }) => {
        const step = { to, node, action: action || 'execute', sessionId, form }
        const reply = await this.request(buildCommand(this._getId(), step))
        return parseStage(reply.getChild('command', NS_COMMANDS))
      },
    }
  }

  override receive(stanza: Element): boolean {
    const query = stanza.getChild('query', NS_ITEMS)
    this.emit('xmpp.command.list', parseAnnounced(query, stanza.attrs.from ?? this.ownBare()))
    return true
  }

  #server(): string {
    return this.ownJid().domain
  }

  async #ask(xmlns: string, to: string, node: string, content: Element[] = []): Promise<Element | undefined> {
    const query = xml('query', { xmlns, node }, ...content)
    const reply = await this.request(xml('iq', { type: 'get', id: this._getId(), to }, query))
    return reply.getChild('query', xmlns)
  }
}
