import type { CommandData } from '#protocol/index.ts'
import { bareJid, bareOf, parseJid, splitJid } from '#protocol/jid.ts'
import type { Affiliation } from '#protocol/occupants.ts'
import { NS_MUC_USER } from '../codec/xep0045.ts'
import { buildAffiliation, buildListRequest, parseActor, parseList } from '../codec/xep0045-admin.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Failure, notConnected } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import type { RoomList } from '../xmpp/rooms.ts'
import { type Element, ownText } from '../xmpp/xml.ts'
import { adminError } from './adminErrors.ts'
import { AffiliationBatch } from './affiliationBatch.ts'
import { Batches } from './batches.ts'
import type { Change } from './batchRows.ts'

// A bounce holds what was sent; it is no word of the room.
const CLAIMS: readonly Claim[] = [
  {
    name: 'message',
    type: [null, 'normal', 'groupchat'],
    xmlns: NS_MUC_USER,
    child: 'x',
    when: isNotice,
  },
]

/** Who owns a room, runs it, belongs to it or is banned from it (XEP-0045 §5.2, §9–10). */
export class Affiliations extends Extension {
  #batches: Batches | undefined
  #client: unknown
  #isUp = true

  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.muc.affiliation': ({ room, ...change }) => this.#set(room, change),
      'xmpp.muc.affiliation.get': ({ room, affiliation }) => this.#list(room, affiliation),
      'xmpp.muc.affiliation.batch': (data) => this.#batch(data),
      'xmpp.muc.affiliation.cancel': ({ room, id }) => {
        const batch = this.#batches?.find(keyOf(room), id)
        if (!batch) throw new Failure({ type: 'cancel', condition: 'item-not-found', reason: 'not-found' })
        batch.cancel()
        return true
      },
    }
  }

  // The rooms are entered again before this is called, and a stream keeps its order: a room that only its occupants
  // administrate meets one. COMPAT: Prosody 0.12 and ejabberd 23.01 do not ask for it.
  protected override started(): void {
    const { client } = this.manager
    const isSameLogin = client === this.#client
    this.#client = client
    this.#isUp = true
    if (isSameLogin) this.#batches?.linked(true)
    else {
      this.#batches?.abort(notConnected())
      this.#batches = undefined
    }
  }

  override linked(isUp: boolean): void {
    this.#isUp = isUp
    this.#batches?.linked(isUp)
  }

  override receive(stanza: Element): boolean {
    const room = this.rooms.get(stanza.attrs.from)?.room
    const items = stanza.getChild('x', NS_MUC_USER)?.getChildren('item') ?? []
    for (const item of items) {
      const { affiliation, jid: address, nick, role } = item.attrs
      if (room === undefined || !affiliation) continue
      const jid = address ? parseJid(address) : undefined
      const actor = parseActor(item)
      const reason = item.getChildText('reason')
      this.emit('xmpp.muc.affiliation.push', {
        room,
        affiliation,
        ...(jid ? { jid } : {}),
        ...(nick ? { nick } : {}),
        ...(role ? { role } : {}),
        ...(reason ? { reason } : {}),
        ...(actor ? { actor } : {}),
      })
    }
    return true
  }

  async #set(room: string, change: Change): Promise<true> {
    // §9: of a bare JID. COMPAT: Prosody 0.12 refuses a full one, where ejabberd takes its bare part.
    const jid = bareOf(change.jid) ?? change.jid
    try {
      return await this.done(buildAffiliation(this._getId(), { room, ...change, jid }))
    } catch (failure) {
      throw this.#explained(failure, room, change.affiliation, jid)
    }
  }

  async #list(room: string, affiliation: Affiliation) {
    try {
      return parseList(await this.request(buildListRequest(this._getId(), room, { affiliation })))
    } catch (failure) {
      throw this.#explained(failure, room, affiliation)
    }
  }

  #explained(failure: unknown, room: string, affiliation: string, jid?: string): unknown {
    if (!(failure instanceof Failure)) return failure
    const isSelf = jid !== undefined && jid === this.ownBare()
    const isOwner = this.rooms.get(room)?.self.affiliation === 'owner'
    return new Failure(adminError(failure.error, { affiliation, isSelf, isOwner }))
  }

  #batch(data: CommandData<'xmpp.muc.affiliation.batch'>) {
    const room = keyOf(data.room)
    this.#batches ??= new Batches()
    const known = this.#batches.find(room, data.id)
    if (known) return known.done
    if (!this.#batches.hasRoom)
      throw new Failure({ type: 'wait', condition: 'resource-constraint', reason: 'busy' })
    const changes = data.changes.map((change) => ({ ...change, reason: change.reason ?? data.reason }))
    const door = {
      set: (change: Change) => this.#set(room, change),
      list: async (affiliation: Affiliation) => {
        const items = await this.#list(room, affiliation)
        return new Set(items.flatMap(({ jid }) => (jid ? bareJid(jid) : [])))
      },
      tell: (progress: AffiliationBatch['progress']) => this.emit('xmpp.muc.affiliation.progress', progress),
    }
    const batch = new AffiliationBatch(door, { room, id: data.id, changes }, this.#isUp)
    this.#batches.add(batch)
    return batch.done
  }
}

const keyOf = (room: string) => bareOf(room) ?? room

// §9.3 and others: a change of somebody who is absent comes as a message of the room itself.
function isNotice(stanza: Element, rooms: RoomList): boolean {
  const isFromRoom = splitJid(stanza.attrs.from ?? '').resource === undefined
  return (
    isFromRoom &&
    rooms.get(stanza.attrs.from) !== undefined &&
    stanza.getChild('x', NS_MUC_USER)?.getChild('item') !== undefined &&
    ownText(stanza, 'body') === undefined
  )
}
