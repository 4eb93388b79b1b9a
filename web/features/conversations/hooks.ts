import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { type ConversationId, parseConversation } from '../../lib/conversation.ts'
import type { JumpItem } from '../../lib/jump.ts'
import { useKeys, useModel, useRow, useValue } from '../../store/react.ts'
import { useEntryKeys, useEntryLookup } from '../timeline/hooks.ts'
import { collapsedModel } from './collapsed.ts'
import { conversationsJump } from './jump.ts'
import { conversationsModel, type Summary } from './model.ts'
import { requestsModel } from './requests.ts'

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

/** How many messages wait in all, but for those of strangers; for the page's title. */
export function useUnreadTotal(): number {
  const { rows } = useModel(conversationsModel)
  const { held, isHeld } = useModel(requestsModel)
  const total = () => {
    let sum = 0
    for (const { id, unread } of rows.values()) {
      if (unread === 0) continue
      const target = parseConversation(id)
      if (target.kind !== 'chat' || !isHeld(target.jid)) sum += unread
    }
    return sum
  }
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = [rows.subscribeAny(listener), held.subscribe(listener)]
      return () => {
        for (const stop of stops) stop()
      }
    },
    [rows, held],
  )
  return useSyncExternalStore(subscribe, total)
}

/** Strangers whose messages wait in the requests, the latest first. */
export function useWaitingRequests(): readonly string[] {
  return useValue(useModel(requestsModel).waiting)
}

/** Takes strangers out of the requests until they write again. */
export function useDismiss(): (jids: readonly string[]) => void {
  return useModel(requestsModel).dismiss
}

/** How many messages there are in a conversation, as far as they are here. */
export function useMessageCount(id: ConversationId): number {
  const entries = useEntryLookup(id)
  return useEntryKeys(id).filter((key) => entries.get(key)?.kind === 'message').length
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
