import type * as z from 'zod/mini'
import { fullJid, parseJid } from '#protocol/jid.ts'
import type * as protocol from '#protocol/message.ts'
import type { Element } from '../xmpp/xml.ts'
import { parseContent } from './xep0071.ts'
import { chatState } from './xep0085.ts'
import { receiptRequest } from './xep0184.ts'
import { delay } from './xep0203.ts'
import { correction } from './xep0308.ts'
import { markable } from './xep0333.ts'
import { stanzaIds } from './xep0359.ts'
import { isRetractionFallback, retraction } from './xep0424.ts'

type Incoming = z.output<z.ZodMiniObject<typeof protocol.incoming>>

/** Everything that rides in a message. One line here is what a new payload costs in the gateway. */
const payloads = [correction, chatState, receiptRequest, markable, stanzaIds, delay, retraction] as const

export interface OutgoingPayloads {
  state?: 'active' | 'composing' | 'paused' | 'inactive' | 'gone' | null
  receipt?: boolean | null
  markable?: boolean | null
  replace?: string | undefined
  originId?: string | undefined
  retract?: { id: string; originId?: string | undefined } | null | undefined
}

/** All that a message holds for any reader. */
export function parseMessage(message: Element): Incoming {
  const data: Incoming = parseContent(message)
  if (message.attrs.id) data.id = message.attrs.id
  for (const payload of payloads) Object.assign(data, payload.parse(message))
  if (data.retract && isRetractionFallback(message)) {
    delete data.content
    delete data.format
  }
  return data
}

export function buildPayloads(data: OutgoingPayloads): Element[] {
  return payloads.flatMap((payload) => payload.build(data))
}

/** Keeps the stanza ids that this archive itself gave; two by the same hand are a forgery (XEP-0359 §6). */
export function trustIds<T extends Pick<Incoming, 'stanzaIds'>>(data: T, by: string): T {
  const own = data.stanzaIds?.filter((entry) => isAt(entry.by, by)) ?? []
  const { stanzaIds: _claimed, ...rest } = data
  return (own.length === 1 ? { ...rest, stanzaIds: own } : rest) as T
}

function isAt(a: string, b: string): boolean {
  const jid = parseJid(a)
  return jid !== undefined && fullJid(jid) === b
}
