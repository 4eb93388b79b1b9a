import type { ProtocolError } from '#protocol/define.ts'
import type { EventData, EventName } from '#protocol/index.ts'
import { bareOf, parseJid, splitJid } from '#protocol/jid.ts'
import type { Said } from './lane.ts'

/** Nobody can tell whether it was said. */
export const UNCONFIRMED: ProtocolError = {
  type: 'wait',
  condition: 'undefined-condition',
  reason: 'unconfirmed',
}
/** A room that has us did not say it. */
export const LOST: ProtocolError = {
  type: 'wait',
  condition: 'remote-server-timeout',
  reason: 'remote-timeout',
}

interface Teller {
  emit<N extends EventName>(name: N, data: EventData<N>): void
}

/** Tells the page that something was not said, or that nobody knows, as if its addressee had answered so. */
export function tellUnsaid(door: Teller, { to, id, content, nick }: Said, error: ProtocolError): void {
  const words = content === undefined ? {} : { content }
  if (nick !== undefined) {
    const { resource } = splitJid(to)
    const where = { room: bareOf(to) ?? to, ...(resource === undefined ? {} : { nick: resource }) }
    door.emit('xmpp.muc.error', { type: 'message', error, ...where, id, ...words })
    return
  }
  const from = parseJid(to)
  if (from) door.emit('xmpp.chat.error', { from, id, error, ...words })
}
