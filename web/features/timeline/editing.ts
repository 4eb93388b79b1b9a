import type { ConversationId } from '../../lib/conversation.ts'
import { Collection } from '../../store/collection.ts'
import { defineModel } from '../../transport/env.ts'

/** Which of one's own messages the composer is changing, per conversation. */
export const editingModel = defineModel('editing', () => ({
  keys: new Collection<ConversationId, string>(),
}))
