import type { EventData } from '#protocol/index.ts'
import { notJoined } from '../xmpp/errors.ts'
import type { JoinedRoom } from '../xmpp/rooms.ts'
import type { Doorway } from './joining.ts'

/** We are out, or were never in: whoever still waits for the room is told, and may try anew. */
export function forget(entry: JoinedRoom, { rooms, courier }: Doorway): void {
  entry.state = 'left'
  clearTimeout(entry.rejoin?.timer)
  entry.rejoin = undefined
  if (rooms.get(entry.room) === entry) rooms.delete(entry.room)
  for (const pending of entry.pending.splice(0)) pending.reject(notJoined())
  entry.renaming?.reject(notJoined())
  for (const resume of entry.whenLeft.splice(0)) resume()
  courier.abandon(entry.room)
}

/** What the room would have said if it could: this occupant is not there any more. */
export function goneFrom(room: string, nick: string, isSelf: boolean): EventData<'xmpp.muc.roster'> {
  const gone = { room, nick, present: false, role: 'none', status: 'unavailable' }
  return isSelf ? { ...gone, self: true } : gone
}
