import type { ConversationId } from '../../lib/conversation.ts'
import { tabMemory } from '../../lib/storage.ts'

const key = (conversation: ConversationId) => `draft:${conversation}`

/** What was typed and not sent, per conversation; it ends with the tab. */
export const drafts = {
  get: (conversation: ConversationId): string => tabMemory.get<string>(key(conversation)) ?? '',
  set(conversation: ConversationId, text: string): void {
    if (text === '') tabMemory.delete(key(conversation))
    else tabMemory.set(key(conversation), text)
  },
}
