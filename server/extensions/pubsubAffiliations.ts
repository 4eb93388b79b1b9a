import { parseRsm } from '../codec/xep0059.ts'
import { affiliationsIn, buildAffiliation, buildAffiliationsRequest } from '../codec/xep0060-affiliations.ts'
import { pubsubOf } from '../codec/xep0060-request.ts'
import { Extension, type Handlers, WithRsm } from '../xmpp/extension.ts'

/** Who may do what at a node (XEP-0060 §5.7, §8.9). */
export class PubsubAffiliations extends Extension {
  override get handlers(): Handlers {
    return {
      'xmpp.pubsub.affiliations': async (data) => {
        const reply = await this.request(buildAffiliationsRequest(this._getId(), data))
        return new WithRsm(affiliationsIn(reply, data.node), parseRsm(pubsubOf(reply)))
      },
      'xmpp.pubsub.affiliation': (data) => this.done(buildAffiliation(this._getId(), data)),
    }
  }
}
