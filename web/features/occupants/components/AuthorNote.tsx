import { type ConversationId, parseConversation } from '../../../lib/conversation.ts'
import { LookalikeNote } from './LookalikeNote.tsx'

/** Beside what somebody says in a room: whom they can be taken for. */
export function AuthorNote({ conversation, author }: { conversation: ConversationId; author: string }) {
  const target = parseConversation(conversation)
  return target.kind === 'chat' ? null : <LookalikeNote room={target.room} nick={author} />
}
