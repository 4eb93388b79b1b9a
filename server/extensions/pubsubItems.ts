import type { CommandData, CommandReply } from '#protocol/index.ts'
import { parseRsm } from '../codec/xep0059.ts'
import {
  buildItemRemoval,
  buildPublication,
  buildRetrieval,
  itemsIn,
  publishedId,
} from '../codec/xep0060-items.ts'
import { pubsubOf } from '../codec/xep0060-request.ts'
import { clientError, Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers, WithRsm } from '../xmpp/extension.ts'

/** Items of nodes: published, taken back, read (XEP-0060 §6.5, §7). */
export class PubsubItems extends Extension {
  override get handlers(): Handlers {
    return {
      'xmpp.pubsub.publish': (data) => this.#publish(data),
      'xmpp.pubsub.item.delete': (data) => this.done(buildItemRemoval(this._getId(), data)),
      'xmpp.pubsub.retrieve': async (data) => {
        const reply = await this.request(buildRetrieval(this._getId(), data))
        return new WithRsm(itemsIn(reply), parseRsm(pubsubOf(reply)))
      },
    }
  }

  async #publish(data: CommandData<'xmpp.pubsub.publish'>): Promise<CommandReply<'xmpp.pubsub.publish'>> {
    const made = { id: this.#atomId(data), updated: new Date().toISOString() }
    const iq = buildPublication(this._getId(), data, made)
    if (iq === undefined) {
      const given = { ...data, content: data.content.given }
      throw new Failure(clientError('Could not parse content to stanza', given, 'bad-data'))
    }
    const id = publishedId(await this.request(iq)) ?? data.id
    return id ? { id } : {}
  }

  // The same item published again is the same entry (RFC 4287 §4.2.6): XEP-0060 §12.22's address of it.
  #atomId({ to, node, id }: CommandData<'xmpp.pubsub.publish'>): string {
    if (!id) return `urn:uuid:${this._getId()}`
    return `xmpp:${encodeURI(to)}?;node=${encodeURIComponent(node)};item=${encodeURIComponent(id)}`
  }
}
