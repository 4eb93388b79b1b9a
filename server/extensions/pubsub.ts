import { NS_PUBSUB, NS_PUBSUB_EVENT } from '../codec/xep0060.ts'
import { isNodeKeeper, parsePushes } from '../codec/xep0060-events.ts'
import { buildConfiguration, buildDelete, buildNode, buildPurge } from '../codec/xep0060-nodes.ts'
import { formIn } from '../codec/xep0060-request.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import type { Element } from '../xmpp/xml.ts'

// A bounce holds what was sent; it is no word of a service.
const isNews = (stanza: Element) => stanza.attrs.type !== 'error'

// Without the child's name these weigh less than the claims of slices that look after a node of their own: what those
// take is not told here.
const CLAIMS: readonly Claim[] = [
  { name: 'message', xmlns: NS_PUBSUB_EVENT, when: isNews },
  { name: 'message', xmlns: NS_PUBSUB, when: isNews },
]

/** Nodes, made, configured and taken away (XEP-0060 §8), and what services tell of them. */
export class Pubsub extends Extension {
  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.pubsub.create': (data) => this.done(buildNode(this._getId(), data)),
      'xmpp.pubsub.delete': (data) => this.done(buildDelete(this._getId(), data)),
      'xmpp.pubsub.purge': (data) => this.done(buildPurge(this._getId(), data)),
      'xmpp.pubsub.config.get': async (data) =>
        formIn(await this.request(buildConfiguration(this._getId(), data)), 'configure'),
      'xmpp.pubsub.config.set': (data) => this.done(buildConfiguration(this._getId(), data)),
    }
  }

  override receive(stanza: Element): boolean {
    const { from } = stanza.attrs
    if (from !== undefined && !isNodeKeeper(from)) return false
    const pushes = parsePushes(stanza, this.ownBare())
    for (const [name, data] of pushes) this.emit(name, data as never)
    return pushes.length > 0
  }
}
