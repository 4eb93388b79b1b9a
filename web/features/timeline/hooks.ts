import { useCallback, useSyncExternalStore } from 'react'
import type { ConversationId } from '../../lib/conversation.ts'
import type { Ordered } from '../../store/ordered.ts'
import { useModel, useRow, useValue } from '../../store/react.ts'
import { timelineCommands } from './commands.ts'
import { editingModel } from './editing.ts'
import type { Entry } from './entry.ts'
import { timelineModel } from './model.ts'
import type { Older } from './timeline.ts'

/** The keys of a conversation's entries in order; the same array until one comes, goes or moves. */
export function useEntryKeys(conversation: ConversationId): readonly string[] {
  const { entries } = useModel(timelineModel).of(conversation)
  return useSyncExternalStore(entries.subscribeKeys, entries.keys)
}

/** To look an entry up without following it. */
export function useEntryLookup(conversation: ConversationId): Pick<Ordered<Entry>, 'get'> {
  return useModel(timelineModel).of(conversation).entries
}

export function useEntry(conversation: ConversationId, key: string): Entry | undefined {
  return useRow(useModel(timelineModel).of(conversation).entries.rows, key)
}

export function useOlder(conversation: ConversationId): Older {
  return useValue(useModel(timelineModel).of(conversation).older)
}

export function useLoadOlder(conversation: ConversationId): () => void {
  const { loadOlder } = useModel(timelineCommands)
  return useCallback(() => void loadOlder(conversation), [loadOlder, conversation])
}

/** What a screen reader should say of the newest entry: news from others, and nothing of the past. */
export function useAnnouncement(conversation: ConversationId): string | undefined {
  const { entries } = useModel(timelineModel).of(conversation)
  useEntryKeys(conversation)
  const last = entries.last()
  if (!last || last.own || last.delayed) return undefined
  return last.author === '' ? last.text : `${last.author}: ${last.text}`
}

/** The key of the message that is being changed. */
export function useEditing(conversation: ConversationId): string | undefined {
  return useRow(useModel(editingModel).keys, conversation)
}

export const useTimelineCommands = () => useModel(timelineCommands)
