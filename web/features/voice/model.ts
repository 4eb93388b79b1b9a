import type { VoiceRequest } from '#protocol/voice.ts'
import { Collection } from '../../store/collection.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'

/** Who asks to be heard in a moderated room, by room: a queue for its moderators. */
export const voiceModel = defineModel('voice', () => {
  const queues = new Collection<string, readonly VoiceRequest[]>()

  function drop(room: string, nick: string | undefined): void {
    const rest = (queues.get(room) ?? []).filter((request) => request.nick !== nick)
    if (rest.length > 0) queues.set(room, rest)
    else queues.delete(room)
  }

  const reducers: Reducers = {
    'xmpp.muc.voice.requests': (request) => {
      const others = (queues.get(request.room) ?? []).filter((each) => each.nick !== request.nick)
      queues.set(request.room, [...others, request])
    },
    // In another tab.
    'xmpp.muc.voice.answered': ({ room, nick }) => drop(room, nick),
    // Answered by another moderator, or gone.
    'xmpp.muc.roster': ({ room, nick, role }) => {
      if (queues.has(room) && role !== 'visitor') drop(room, nick)
    },
  }
  return { queues, drop, reducers, reset: () => queues.clear() }
})
