import { type ConversationId, parseConversation } from '../../lib/conversation.ts'
import { defineModel } from '../../transport/env.ts'
import { sessionModel } from '../session/model.ts'

const PAUSED_AFTER_MS = 5000

/** Tells the other side that one is writing (XEP-0085 §5): once at the start, once at the end. Rooms are spared. */
export const chatStatesCommands = defineModel('chatStatesCommands', (use, { request }) => {
  const session = use(sessionModel)
  const said = new Map<ConversationId, 'composing' | 'paused' | 'active'>()
  const timers = new Map<ConversationId, ReturnType<typeof setTimeout>>()
  let isHidden = (_jid: string): boolean => false

  function tell(conversation: ConversationId, state: 'composing' | 'paused' | 'active'): void {
    const target = parseConversation(conversation)
    if (target.kind === 'chat' && isHidden(target.jid)) return
    if (target.kind === 'room' || (said.get(conversation) ?? 'active') === state) return
    said.set(conversation, state)
    if (!session.isOnline()) return
    if (target.kind === 'chat') void request('xmpp.chat.message', { to: target.jid, state })
    else void request('xmpp.muc.message', { room: target.room, to: target.nick, state })
  }

  return {
    /** From these (bare) it is kept that one writes: a slice that comes later says who they are. */
    hideFrom(whom: (jid: string) => boolean): void {
      isHidden = whom
    },
    /** A key was pressed; `isEmpty` when nothing is left of what was written. */
    typed(conversation: ConversationId, isEmpty: boolean): void {
      clearTimeout(timers.get(conversation))
      tell(conversation, isEmpty ? 'active' : 'composing')
      if (isEmpty) return
      timers.set(
        conversation,
        setTimeout(() => tell(conversation, 'paused'), PAUSED_AFTER_MS),
      )
    },
    /** The message itself says `active`. */
    sent(conversation: ConversationId): void {
      clearTimeout(timers.get(conversation))
      said.delete(conversation)
    },
  }
})
