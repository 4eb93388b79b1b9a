import type { ConversationId } from '../../lib/conversation.ts'
import { isCommand } from '../../lib/slash.ts'
import { tabMemory } from '../../lib/storage.ts'
import { defineModel } from '../../transport/env.ts'

const key = (conversation: ConversationId) => `draft:${conversation}`

/** What was typed and not sent, per conversation; it ends with the tab. */
export const draftsModel = defineModel('drafts', () => {
  // A command may hold a password: it is remembered by this session's page, and by no storage.
  const commands = new Map<ConversationId, string>()
  return {
    get: (conversation: ConversationId): string =>
      commands.get(conversation) ?? tabMemory.get<string>(key(conversation)) ?? '',
    set(conversation: ConversationId, text: string): void {
      const isOrder = isCommand(text)
      if (isOrder) commands.set(conversation, text)
      else commands.delete(conversation)
      if (text === '' || isOrder) tabMemory.delete(key(conversation))
      else tabMemory.set(key(conversation), text)
    },
  }
})
