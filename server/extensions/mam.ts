import type { ProtocolError } from '#protocol/define.ts'
import type { CommandData, CommandReply } from '#protocol/index.ts'
import { bareOf, parseJid, sameJid, splitJid } from '#protocol/jid.ts'
import { parseMessage, trustIds } from '../codec/message.ts'
import { NS_MUC_USER } from '../codec/xep0045.ts'
import { buildRsm, parseRsm } from '../codec/xep0059.ts'
import { parseDelay } from '../codec/xep0203.ts'
import { buildPreferences, buildQuery, NS_MAM, parseResult } from '../codec/xep0313.ts'
import { parseMarker } from '../codec/xep0333.ts'
import { NS_OCCUPANT_ID, parseOccupantId } from '../codec/xep0421.ts'
import { parseModeration } from '../codec/xep0425.ts'
import { buildFormRequest, parseTextField } from '../codec/xep0431.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers, WithRsm } from '../xmpp/extension.ts'
import { type Element, ownText } from '../xmpp/xml.ts'
import { courierOf } from './courier.ts'

/** The archive can not be searched for words. */
const NO_TEXT: ProtocolError = { type: 'cancel', condition: 'feature-not-implemented', reason: 'unsupported' }

const CLAIMS: readonly Claim[] = [{ name: 'message', xmlns: NS_MAM, child: 'result' }]

/** Message archives, one's own and rooms' (XEP-0313), behind the JSON that XMPP-FTW gave its older version. */
export class Mam extends Extension {
  // Query id on the wire → what the browser calls it and whom we asked.
  readonly #open = new Map<string, { queryId: string | undefined; archive: string; isRoom: boolean }>()

  /** By archive, as it is asked. */
  #textFields: Map<string, string> | undefined

  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.mam.query': (data) => this.#query(data),
      'xmpp.mam.preferences': (data) => this.done(buildPreferences(this._getId(), data)),
    }
  }

  async #query(data: CommandData<'xmpp.mam.query'>): Promise<WithRsm<CommandReply<'xmpp.mam.query'>>> {
    const wireId = this._getId()
    const archive = data.to ? (bareOf(data.to) ?? data.to) : this.ownBare()
    this.#open.set(wireId, { queryId: data.queryId, archive, isRoom: archive !== this.ownBare() })
    try {
      const to = data.to === undefined ? undefined : archive
      const text = data.text ? { field: await this.#textField(to), words: data.text } : undefined
      const query = { ...data, to, text, queryId: wireId }
      const iq = buildQuery(this._getId(), query, buildRsm(data.rsm ?? undefined))
      const fin = (await this.request(iq)).getChild('fin', NS_MAM)
      // COMPAT: ejabberd 23.01 offers it over every SQL database; where that can not, nothing is found, and not all was read.
      if (text && fin?.attrs.complete !== 'true' && !parseRsm(fin).first) throw new Failure(NO_TEXT)
      const { start, end, with: peer } = data
      const echo = { ...(start ? { start } : {}), ...(end ? { end } : {}), ...(peer ? { with: peer } : {}) }
      return new WithRsm(echo, {
        ...parseRsm(fin),
        ...(fin?.attrs.complete === 'true' ? { complete: true } : {}),
      })
    } finally {
      this.#open.delete(wireId)
    }
  }

  // XEP-0431 has a feature for it, but archives had the field before; only their form tells of each.
  async #textField(to: string | undefined): Promise<string> {
    const known = this.#textFields?.get(to ?? '')
    if (known !== undefined) return known
    const field = parseTextField(await this.request(buildFormRequest(this._getId(), to)))
    if (field === undefined) throw new Failure(NO_TEXT)
    this.#textFields ??= new Map()
    this.#textFields.set(to ?? '', field)
    return field
  }

  // §6.1.1: some archives of accounts hold what was said in rooms as well. That is in the rooms' own archives, and
  // who an occupant was can not be told from here.
  #isOfARoom(message: Element): boolean {
    const { type, from, to } = message.attrs
    if (type === 'groupchat' || type === 'error' || message.getChild('x', NS_MUC_USER)) return true
    return this.rooms.get(from) !== undefined || this.rooms.get(to) !== undefined
  }

  // §4.3: a result counts only for a query of ours, from the archive that was asked.
  override receive(stanza: Element): boolean {
    const sender = stanza.attrs.from ?? this.ownBare()
    // An archive has no resource: a person wrote that by hand, and whoever reads messages says so.
    if (splitJid(sender).resource !== undefined) {
      this.manager.emit('forged', { kind: 'archive result', from: sender })
      return false
    }
    const result = parseResult(stanza)
    if (!result) return true
    courierOf(this.manager).found(result, sender)
    const query = this.#open.get(result.queryId)
    if (!query) return true
    if (!sameJid(sender, query.archive))
      return this.manager.emit('forged', { kind: 'archive result', from: sender }) || true
    const { message } = result
    const from = parseJid(message.attrs.from ?? query.archive)
    if (!from || (!query.isRoom && this.#isOfARoom(message))) return true
    const data = trustIds(parseMessage(message), query.archive)
    // XEP-0421 §4: a room that does not announce them passes on what its people make up.
    const isTrusted = query.isRoom && this.rooms.get(query.archive)?.features.has(NS_OCCUPANT_ID)
    const occupantId = isTrusted ? parseOccupantId(message) : undefined
    const delay = parseDelay(result.forwarded)
    const to = message.attrs.to ? parseJid(message.attrs.to) : undefined
    const nick = splitJid(message.attrs.from ?? '').resource
    // XEP-0045 §8.1: with a body it is no change of subject.
    const subject = query.isRoom && data.content === undefined ? ownText(message, 'subject') : undefined
    const isOfTheRoom = query.isRoom && message.attrs.from && sameJid(message.attrs.from, query.archive)
    const displayed = query.isRoom ? undefined : parseMarker(message)
    const moderated = isOfTheRoom ? parseModeration(message) : undefined
    this.emit('xmpp.mam.message', {
      from,
      ...data,
      ...(moderated ? { moderated } : {}),
      ...(displayed === undefined ? {} : { displayed }),
      ...(delay ? { delay } : {}),
      ...(occupantId ? { occupantId } : {}),
      mam: {
        ...(to ? { to } : {}),
        ...(result.id ? { id: result.id } : {}),
        ...(query.queryId ? { queryId: query.queryId } : {}),
      },
      ...(query.isRoom ? { room: query.archive, ...(nick ? { nick } : {}) } : {}),
      ...(subject === undefined ? {} : { subject }),
    })
    return true
  }
}
