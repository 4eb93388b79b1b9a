import { bareJid } from '#protocol/jid.ts'
import { type ConversationId, chatWith, inRoom, privately } from '../../lib/conversation.ts'
import { Collection } from '../../store/collection.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'

/** Nobody types for longer than this without saying so again (XEP-0085 §5.2 has no end of its own). */
const FADES_MS = 30_000

/** Who is writing, per conversation: bare JIDs or nicks, in the order in which they began. */
export const chatStatesModel = defineModel('chatStates', () => {
  const typing = new Collection<ConversationId, readonly string[]>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  function heard(conversation: ConversationId, author: string, isTyping: boolean): void {
    const name = `${conversation}\n${author}`
    clearTimeout(timers.get(name))
    timers.delete(name)
    const others = (typing.get(conversation) ?? []).filter((each) => each !== author)
    if (isTyping) {
      typing.set(conversation, [...others, author])
      timers.set(
        name,
        setTimeout(() => heard(conversation, author, false), FADES_MS),
      )
    } else if (others.length > 0) typing.set(conversation, others)
    else typing.delete(conversation)
  }

  const reducers: Reducers = {
    'xmpp.chat.message': ({ from, state, content, delay }) => {
      if (delay) return
      const author = bareJid(from)
      if (content !== undefined) heard(chatWith(author), author, false)
      else if (state) heard(chatWith(author), author, state === 'composing')
    },
    'xmpp.muc.message': ({ room, nick, private: isPrivate, state, content, own, delay }) => {
      if (nick === undefined || own || delay) return
      const conversation = isPrivate ? privately(room, nick) : inRoom(room)
      if (content !== undefined) {
        if (typing.has(conversation)) heard(conversation, nick, false)
      } else if (state) heard(conversation, nick, state === 'composing')
    },
    'xmpp.presence': ({ from, show }) => {
      if (show === 'offline' && typing.has(chatWith(bareJid(from))))
        heard(chatWith(bareJid(from)), bareJid(from), false)
    },
  }
  return {
    typing,
    reducers,
    reset() {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
      typing.clear()
    },
  }
})
