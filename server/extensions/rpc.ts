import type { CommandData } from '#protocol/index.ts'
import { parseJid } from '#protocol/jid.ts'
import type { RpcParam } from '#protocol/rpc.ts'
import { buildRefusal } from '../codec/refusal.ts'
import {
  buildCall,
  buildFault,
  buildResponse,
  NS_RPC,
  parseCall,
  parseResponse,
  type RpcFault,
} from '../codec/xep0009.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import type { Element } from '../xmpp/xml.ts'
import { WaitingRequests } from './waitingRequests.ts'

const CLAIMS: readonly Claim[] = [{ name: 'iq', type: 'set', xmlns: NS_RPC, child: 'query' }]
const PATIENCE_MS = 20_000

/** Methods of others, and ours for them (XEP-0009). What ours are, a page knows; none is called without one. */
export class Rpc extends Extension {
  readonly #asked = new WaitingRequests(PATIENCE_MS, (iq) =>
    this.send(buildRefusal(iq, 'cancel', 'service-unavailable')),
  )

  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.rpc.perform': async ({ to, method, params }) => {
        const reply = await this.request(buildCall(this._getId(), to, method, params ?? []))
        return valuesOf(parseResponse(reply))
      },
      'xmpp.rpc.result': (data) => this.#answer(data),
    }
  }

  protected override started(): void {
    this.#asked.clear()
  }

  override receive(stanza: Element): boolean {
    const { from, id } = stanza.attrs
    const sender = from === undefined ? undefined : parseJid(from)
    if (!sender || !id) return false
    const call = parseCall(stanza)
    if (!call) this.send(buildRefusal(stanza, 'modify', 'bad-request'))
    else if (!this.#asked.add(stanza)) this.send(buildRefusal(stanza, 'wait', 'resource-constraint'))
    else this.emit('xmpp.rpc.request', { from: sender, id, ...call })
    return true
  }

  #answer({ to, id, params, fault }: CommandData<'xmpp.rpc.result'>): true {
    const asked = this.#asked.take(to, id)
    if (asked === 'answered')
      throw new Failure({ type: 'cancel', condition: 'item-not-found', reason: 'not-found' })
    this.send(fault ? buildFault(id, to, fault) : buildResponse(id, to, params ?? []))
    return true
  }
}

function valuesOf(response: RpcParam[] | { fault: RpcFault } | undefined): RpcParam[] {
  if (Array.isArray(response)) return response
  if (response === undefined)
    throw new Failure({ type: 'cancel', condition: 'undefined-condition', reason: 'protocol' })
  const { code, string } = response.fault
  throw new Failure({
    type: 'cancel',
    condition: 'undefined-condition',
    application: { condition: 'fault', xmlns: NS_RPC, description: string },
    detail: String(code),
  })
}
