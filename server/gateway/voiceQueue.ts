import type { EventData } from '#protocol/index.ts'

type VoiceRequest = EventData<'xmpp.muc.voice.requests'>
type Occupant = EventData<'xmpp.muc.roster'>

const MAX_PER_ROOM = 200

/** Who waits for voice, by room: gone when answered, when they got it otherwise, or left. */
export class VoiceQueue {
  readonly #rooms = new Map<string, Map<string, VoiceRequest>>()

  observe(request: VoiceRequest): void {
    if (request.nick === undefined) return
    const waiting = this.#rooms.get(request.room) ?? new Map<string, VoiceRequest>()
    this.#rooms.set(request.room, waiting)
    if (waiting.size < MAX_PER_ROOM) waiting.set(request.nick, request)
  }

  occupant({ room, nick, oldNick, present, role, self }: Occupant): void {
    const waiting = this.#rooms.get(room)
    if (waiting === undefined || nick === undefined) return
    const request = waiting.get(oldNick ?? nick)
    if (oldNick !== undefined) {
      waiting.delete(oldNick)
      if (request) waiting.set(nick, { ...request, nick })
    } else if (self && present === false) this.#rooms.delete(room)
    else if (present === false || role === 'moderator' || role === request?.role) waiting.delete(nick)
  }

  answered({ room, nick }: EventData<'xmpp.muc.voice.answered'>): void {
    this.#rooms.get(room)?.delete(nick)
  }

  values(): VoiceRequest[] {
    return [...this.#rooms.values()].flatMap((waiting) => [...waiting.values()])
  }
}
