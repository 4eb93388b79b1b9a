import type { CommandReply } from '#protocol/index.ts'
import { parseJid } from '#protocol/jid.ts'
import { hashOf, pictureOf } from '../codec/pictureOf.ts'
import { NS_PUBSUB_EVENT } from '../codec/xep0060.ts'
import {
  buildAvatarData,
  buildAvatarMetadata,
  buildAvatarRequest,
  buildAvatarSubscription,
  metadataOf,
  parseAvatarData,
  parseAvatarMetadata,
  parseAvatarSubscription,
} from '../codec/xep0084.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import type { Element } from '../xmpp/xml.ts'

const CLAIMS: readonly Claim[] = [
  {
    name: 'message',
    type: [null, 'normal', 'headline'],
    xmlns: NS_PUBSUB_EVENT,
    child: 'event',
    when: (stanza) => metadataOf(stanza) !== undefined,
  },
]
const SHA1 = /^[0-9a-f]{40}$/iu

/** One's own picture, and those of others (XEP-0084). */
export class Avatar extends Extension {
  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.avatar.upload': ({ content, id }) => this.#upload(content.replace(/\s+/gu, ''), id),
      'xmpp.avatar.metadata': (data) => this.done(buildAvatarMetadata(this._getId(), data)),
      'xmpp.avatar.data': ({ of, id }) => this.#fetch(of, id),
      'xmpp.avatar.subscribe': async ({ of }) =>
        parseAvatarSubscription(await this.request(this.#wish(of, 'subscribe'))),
      'xmpp.avatar.unsubscribe': ({ of }) => this.done(this.#wish(of, 'unsubscribe')),
    }
  }

  override receive(stanza: Element): boolean {
    const from = parseJid(stanza.attrs.from ?? this.ownBare())
    const metadata = metadataOf(stanza)
    // A service speaks for its owner, by the bare address: what has a resource was sent by hand.
    if (metadata && from && from.resource === undefined)
      this.emit('xmpp.avatar.push.metadata', { from, ...parseAvatarMetadata(metadata) })
    return true
  }

  async #upload(content: string, given: string | undefined): Promise<CommandReply<'xmpp.avatar.upload'>> {
    const bytes = Buffer.from(content, 'base64')
    const id = given ?? hashOf(bytes)
    await this.request(buildAvatarData(this._getId(), id, content))
    const picture = pictureOf(content)
    const { type, width, height } = picture ?? {}
    return { id, bytes: bytes.length, ...(picture ? { type, width, height } : {}) }
  }

  async #fetch(of: string, id: string): Promise<CommandReply<'xmpp.avatar.data'>> {
    const content = parseAvatarData(await this.request(buildAvatarRequest(this._getId(), of, id)), id)
    if (content === undefined)
      throw new Failure({ type: 'cancel', condition: 'item-not-found', reason: 'not-found' })
    const picture = pictureOf(content)
    const isSame = picture !== undefined && hashOf(picture.bytes) === id.toLowerCase()
    // Under an id that is no hash, anything may stand: a page had better not keep it.
    if (picture === undefined || (SHA1.test(id) && !isSame)) throw new Failure(unfit)
    return { content: picture.content, type: picture.type, ...(isSame ? { verified: true } : {}) }
  }

  #wish(of: string, what: 'subscribe' | 'unsubscribe'): Element {
    return buildAvatarSubscription(this._getId(), of, this.ownBare(), what)
  }
}

const unfit = {
  type: 'cancel',
  condition: 'not-acceptable',
  description: 'The picture is too large, not what its id says, or no PNG, JPEG, WebP or GIF',
}
