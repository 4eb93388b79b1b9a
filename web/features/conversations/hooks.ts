import { useEffect, useState, useSyncExternalStore } from 'react'
import type { ConversationId } from '../../lib/conversation.ts'
import type { JumpItem } from '../../lib/jump.ts'
import { useKeys, useModel, useRow, useValue } from '../../store/react.ts'
import { collapsedModel } from './collapsed.ts'
import { conversationsJump } from './jump.ts'
import { conversationsModel, type Summary } from './model.ts'

export function useSummary(id: ConversationId): Summary | undefined {
  return useRow(useModel(conversationsModel).rows, id)
}

export function useConversationIds(): readonly ConversationId[] {
  return useKeys(useModel(conversationsModel).rows)
}

/** The key of the entry before which the unread divider stands. */
export function useDivider(id: ConversationId): string | undefined {
  return useRow(useModel(conversationsModel).dividers, id)
}

const onFocus = (listener: () => void) => {
  const events = ['focus', 'blur', 'visibilitychange']
  for (const event of events) addEventListener(event, listener)
  document.addEventListener('visibilitychange', listener)
  return () => {
    for (const event of events) removeEventListener(event, listener)
    document.removeEventListener('visibilitychange', listener)
  }
}
const isLooking = () => document.visibilityState === 'visible' && document.hasFocus()

/** Counts the conversation as read for as long as this page is mounted and looked at. */
export function useOpened(id: ConversationId): void {
  const conversations = useModel(conversationsModel)
  const looking = useSyncExternalStore(onFocus, isLooking)
  useEffect(() => {
    conversations.ensure(id)
    conversations.open(looking ? id : undefined)
  }, [conversations, id, looking])
  useEffect(
    () => () => {
      conversations.open(undefined)
      conversations.closed(id)
    },
    [conversations, id],
  )
}

/** How many messages wait in all; for the page's title. */
export function useUnreadTotal(): number {
  const { rows } = useModel(conversationsModel)
  const total = () => {
    let sum = 0
    for (const row of rows.values()) sum += row.unread
    return sum
  }
  return useSyncExternalStore((listener) => rows.subscribeAny(listener), total)
}

/** Everywhere one can jump, as it was when the asker appeared. */
export function useJumpPlaces(): readonly JumpItem[] {
  const { places } = useModel(conversationsJump)
  const [now] = useState(places)
  return now
}

/** Whether a group of people is folded away, and how to turn that. */
export function useCollapsed(group: string): [boolean, () => void] {
  const { groups, toggle } = useModel(collapsedModel)
  return [useValue(groups).has(group), () => toggle(group)]
}

/** Takes a conversation out of the lists; what was said stays until the tab ends. */
export function useCloseConversation(): (id: ConversationId) => void {
  const conversations = useModel(conversationsModel)
  return conversations.remove
}
