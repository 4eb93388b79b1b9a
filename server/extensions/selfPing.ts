import type { ProtocolError } from '#protocol/define.ts'
import { NS_INFO } from '../codec/xep0030.ts'
import { Failure } from '../xmpp/errors.ts'
import type { JoinedRoom } from '../xmpp/rooms.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import type { Door } from './joining.ts'

const NS_PING = 'urn:xmpp:ping'
const ANSWER_MS = 15_000

/** `likely`: in by the letter of XEP-0410, if the answer came from a client of ours and not from a service that is away. */
export type Standing = 'in' | 'likely' | 'out' | 'unknown'

/** XEP-0410 §3.2: whether the room still knows us, asked by a ping to our own occupant. */
export async function selfPing(door: Door, { room, nick }: JoinedRoom): Promise<Standing> {
  const attrs = { type: 'get', id: door.id(), to: `${room}/${nick}` }
  const standing = await ask(door, xml('iq', attrs, xml('ping', { xmlns: NS_PING })), standingOf)
  if (standing !== 'vague') return standing
  // COMPAT: Prosody 0.12 and ejabberd 23.01 say `item-not-found` also where there is no room any more.
  const info = xml('iq', { type: 'get', id: door.id(), to: room }, xml('query', { xmlns: NS_INFO }))
  return ask(door, info, (error) => (error.condition === 'item-not-found' ? 'out' : 'unknown'))
}

async function ask<S>(
  door: Door,
  iq: Element,
  meaning: (error: ProtocolError) => S,
): Promise<S | 'in' | 'unknown'> {
  try {
    await door.request(iq, ANSWER_MS)
    return 'in'
  } catch (failure) {
    return failure instanceof Failure ? meaning(failure.error) : 'unknown'
  }
}

// `vague`: the nick has just been changed, or the room is gone.
function standingOf({ condition }: ProtocolError): Standing | 'vague' {
  switch (condition) {
    case 'service-unavailable':
    case 'feature-not-implemented':
      return 'likely'
    case 'item-not-found':
      return 'vague'
    // Whoever is between us and the room says these: they tell nothing about the room.
    case 'remote-server-timeout':
    case 'remote-server-not-found':
    case 'not-connected':
      return 'unknown'
    default:
      return 'out'
  }
}
