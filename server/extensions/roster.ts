import { buildItem, buildRemoval, NS_ROSTER, parseItem } from '../codec/roster.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import { childOf, type Element, xml } from '../xmpp/xml.ts'

const CLAIMS: readonly Claim[] = [{ name: 'iq', type: 'set', xmlns: NS_ROSTER, child: 'query' }]

/** The contact list (RFC 6121 §2). */
export class Roster extends Extension {
  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.roster.get': async () => {
        const query = xml('query', { xmlns: NS_ROSTER })
        const reply = await this.request(
          xml('iq', { type: 'get', id: this._getId(), from: this.ownBare() }, query),
        )
        const items = reply.getChild('query', NS_ROSTER)?.getChildren('item') ?? []
        return items.flatMap((item) => parseItem(item) ?? [])
      },
      'xmpp.roster.add': ({ jid, name, groups }) =>
        this.done(buildItem(this._getId(), jid, name, groups ?? [])),
      'xmpp.roster.edit': ({ jid, name, groups }) => this.done(buildItem(this._getId(), jid, name, groups)),
      'xmpp.roster.group': ({ jid, name, groups }) => this.done(buildItem(this._getId(), jid, name, groups)),
      'xmpp.roster.remove': ({ jid }) => this.done(buildRemoval(this._getId(), jid)),
    }
  }

  override receive(stanza: Element): boolean {
    const { from, id } = stanza.attrs
    // §2.1.6: a push from anybody but the own account is an attack; refusing it is the manager's answer.
    if (!this.isOfAccount(stanza, 'roster push')) return false
    for (const child of childOf(stanza, 'query', NS_ROSTER)?.getChildren('item') ?? []) {
      const item = parseItem(child)
      if (item) this.emit('xmpp.roster.push', item)
    }
    this.send(xml('iq', { type: 'result', id, to: from || undefined }))
    return true
  }
}
