import type { VoiceRequest } from '#protocol/voice.ts'
import { Collection } from '../../store/collection.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'

/** Whoever runs a room can say that anybody asks; nobody answers more. */
const MOST = 200

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
      if (others.length < MOST) queues.set(request.room, [...others, request])
    },
    // In another tab.
    'xmpp.muc.voice.answered': ({ room, nick }) => drop(room, nick),
    // Answered by another moderator, or gone.
    'xmpp.muc.roster': ({ room, nick, oldNick, role, self, present }) => {
      const waiting = queues.get(room)
      if (!waiting) return
      // Whoever has the old nick next has asked for nothing.
      if (oldNick !== undefined && nick !== undefined)
        queues.set(
          room,
          waiting.map((each) => (each.nick === oldNick ? { ...each, nick } : each)),
        )
      else if (self && present === false) queues.delete(room)
      else if (role !== 'visitor' || present === false) drop(room, nick)
    },
    'xmpp.muc.destroy': ({ room, self }) => {
      if (self) queues.delete(room)
    },
  }
  return { queues, drop, reducers, reset: () => queues.clear() }
})
