import { type ConversationId, parseConversation } from '../../lib/conversation.ts'
import { useDerived, useModel } from '../../store/react.ts'
import { useContact } from '../roster/hooks.ts'
import { type Upload, uploadModel } from './model.ts'

/** Takes files for a conversation. */
export function useOffer(conversation: ConversationId): (files: readonly File[]) => void {
  const { offer } = useModel(uploadModel)
  return (files) => offer(conversation, files)
}

const sameList = (a: readonly Upload[], b: readonly Upload[]) =>
  a.length === b.length && a.every((row, index) => row === b[index])

/** The files on their way into a conversation, in the order in which they were chosen. */
export function useUploads(conversation: ConversationId): readonly Upload[] {
  const { rows } = useModel(uploadModel)
  return useDerived(
    rows,
    (all) => [...all.values()].filter((row) => row.conversation === conversation),
    sameList,
  )
}

/** Whether somebody is known: their pictures are shown without asking. */
export function useIsStranger(conversation: ConversationId): boolean {
  const where = parseConversation(conversation)
  const contact = useContact(where.kind === 'chat' ? where.jid : '')
  return where.kind === 'private' || (where.kind === 'chat' && contact === undefined)
}
