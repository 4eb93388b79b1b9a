import type * as z from 'zod/mini'
import { fullJid, parseJid } from '#protocol/jid.ts'
import type * as protocol from '#protocol/message.ts'
import type { Element } from '../xmpp/xml.ts'
import { outOfBand } from './xep0066.ts'
import { parseContent } from './xep0071.ts'
import { chatState } from './xep0085.ts'
import { receiptRequest } from './xep0184.ts'
import { delay } from './xep0203.ts'
import { correction } from './xep0308.ts'
import { markable } from './xep0333.ts'
import { stanzaIds } from './xep0359.ts'
import { check } from './xep0380.ts'
import { isRetractionFallback, retraction } from './xep0424.ts'

type Incoming = z.output<z.ZodMiniObject<typeof protocol.incoming>>

/** Everything that rides in a message. One line here is what a new payload costs in the gateway. */
const payloads = [
  correction,
  chatState,
  receiptRequest,
  markable,
  stanzaIds,
  delay,
  retraction,
  outOfBand,
  check,
] as const

/** Which of them read children of a namespace or name: a bit for each. */
const readers = new Map<string, number>()
for (const [index, { reads }] of payloads.entries())
  for (const name of reads) readers.set(name, (readers.get(name) ?? 0) | (1 << index))

export interface OutgoingPayloads {
  state?: 'active' | 'composing' | 'paused' | 'inactive' | 'gone' | null
  receipt?: boolean | null
  markable?: boolean | null
  replace?: string | undefined
  originId?: string | undefined
  retract?: { id: string; originId?: string | undefined } | null | undefined
  oob?: { url: string } | null | undefined
}

/** All that a message holds for any reader. */
export function parseMessage(message: Element): Incoming {
  const data: Incoming = parseContent(message)
  if (message.attrs.id) data.id = message.attrs.id
  const present = presentIn(message)
  for (let index = 0; present >> index !== 0; index++)
    if (present & (1 << index)) Object.assign(data, payloads[index]?.parse(message))
  if (data.failed) return withoutWords(data)
  if (data.retract && isRetractionFallback(message)) {
    delete data.content
    delete data.format
  }
  return data
}

/** Who sent it, and when, is all that is left of what did not pass a check. */
function withoutWords({ failed, id, originId, stanzaIds: ids, archived, delay: when }: Incoming): Incoming {
  return {
    failed,
    ...(id === undefined ? {} : { id }),
    ...(originId === undefined ? {} : { originId }),
    ...(ids ? { stanzaIds: ids } : {}),
    ...(archived ? { archived } : {}),
    ...(when ? { delay: when } : {}),
  }
}

/** The payloads that may have something to say of this message: most have nothing. */
function presentIn(message: Element): number {
  let present = 0
  for (const child of message.children)
    if (typeof child !== 'string')
      present |= (readers.get(child.getNS() ?? '') ?? 0) | (readers.get(child.getName()) ?? 0)
  return present
}

export function buildPayloads(data: OutgoingPayloads): Element[] {
  const built: Element[] = []
  for (const payload of payloads) for (const element of payload.build(data)) built.push(element)
  return built
}

/** Keeps the stanza ids that this archive itself gave; two by the same hand are a forgery (XEP-0359 §6). */
export function trustIds<T extends Pick<Incoming, 'stanzaIds'>>(data: T, by: string): T {
  if (data.stanzaIds === undefined) return data
  const own = data.stanzaIds.filter((entry) => isAt(entry.by, by))
  const { stanzaIds: _claimed, ...rest } = data
  return (own.length === 1 ? { ...rest, stanzaIds: own } : rest) as T
}

function isAt(a: string, b: string): boolean {
  const jid = parseJid(a)
  return jid !== undefined && fullJid(jid) === b
}
