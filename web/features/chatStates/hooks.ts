import { useMemo } from 'react'
import { type ConversationId, parseConversation } from '../../lib/conversation.ts'
import { useModel, useRow } from '../../store/react.ts'
import { useNameOf } from '../roster/hooks.ts'
import { chatStatesCommands } from './commands.ts'
import { chatStatesModel } from './model.ts'

const NOBODY: readonly string[] = []

/** Who is writing here: bare JIDs, or nicks in a room. */
export function useTyping(conversation: ConversationId): readonly string[] {
  return useRow(useModel(chatStatesModel).typing, conversation) ?? NOBODY
}

/** Who is writing here, by the names that people know them by. */
export function useTypingNames(conversation: ConversationId): readonly string[] {
  const typing = useTyping(conversation)
  const contact = useNameOf(typing[0] ?? '')
  // In a chat there is one other side.
  return parseConversation(conversation).kind === 'chat' ? typing.map(() => contact) : typing
}

/** Tells the other side that one is writing here. */
export function useTypedSignal(conversation: ConversationId) {
  const commands = useModel(chatStatesCommands)
  return useMemo(
    () => ({
      typed: (isEmpty: boolean) => commands.typed(conversation, isEmpty),
      sent: () => commands.sent(conversation),
    }),
    [commands, conversation],
  )
}
