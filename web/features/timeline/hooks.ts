import {
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { type ConversationId, parseConversation } from '../../lib/conversation.ts'
import type { Ordered } from '../../store/ordered.ts'
import { useModel, useRow, useValue } from '../../store/react.ts'
import { useTypedSignal } from '../chatStates/hooks.ts'
import { useContact, useNameOf } from '../roster/hooks.ts'
import { useOnline } from '../session/hooks.ts'
import { isBeyondUs } from './better.ts'
import { timelineCommands } from './commands.ts'
import { historyDoor } from './door.ts'
import { editingModel } from './editing.ts'
import type { Entry } from './entry.ts'
import { identityOf, parseLine } from './lines.ts'
import { timelineModel } from './model.ts'
import type { Older } from './older.ts'
import { outboxDoor, type Unsent } from './outboxDoor.ts'
import { pointedModel } from './pointed.ts'

/** The keys of a conversation's entries in order; the same array until one comes, goes or moves. */
export function useEntryKeys(conversation: ConversationId): readonly string[] {
  const { entries } = useModel(timelineModel).of(conversation)
  return useSyncExternalStore(entries.subscribeKeys, entries.keys)
}

/** To look an entry up without following it. */
export function useEntryLookup(conversation: ConversationId): Pick<Ordered<Entry>, 'get'> {
  return useModel(timelineModel).of(conversation).entries
}

/** The last that was said: what still waits stands behind it. */
export function useLastSaid(conversation: ConversationId): string | undefined {
  const entries = useEntryLookup(conversation)
  return useEntryKeys(conversation).findLast((key) => entries.get(key)?.delivery !== 'sending')
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

/** What was kept is shown at once; without any, the newest page of the archive as soon as it can be asked. */
export function useFirstPage(conversation: ConversationId, isWanted: boolean): void {
  const older = useOlder(conversation)
  const online = useOnline()
  const load = useLoadOlder(conversation)
  const { show } = useModel(historyDoor)
  useEffect(() => void show(conversation), [show, conversation])
  useEffect(() => {
    if (isWanted && online && older === 'unknown') load()
  }, [isWanted, online, older, load])
}

/** Goes to the line of a message once, when somebody wants to see it. */
export function useTarget(
  conversation: ConversationId,
  lines: readonly string[],
  show: (line: string) => void,
): void {
  const { target } = useModel(historyDoor)
  const wanted = useValue(target)
  const go = useEffectEvent(show)
  useEffect(() => {
    const line =
      wanted?.conversation === conversation && lines.find((each) => identityOf(each) === wanted.key)
    if (!line) return
    go(line)
    target.set(undefined)
  }, [wanted, conversation, lines, target])
}

/** For when the oldest rows come in sight: loads what is before them, once the page on its way is here. */
export function useReachedStart(conversation: ConversationId): () => void {
  const older = useOlder(conversation)
  const load = useLoadOlder(conversation)
  const isWanted = useRef(false)
  useEffect(() => {
    if (older !== 'more' || !isWanted.current) return
    isWanted.current = false
    load()
  }, [older, load])
  return useCallback(() => {
    isWanted.current = older === 'loading'
    if (older !== 'loading') load()
  }, [older, load])
}

const SAID_AFTER_MS = 700

/** What to call whoever wrote an entry; undefined for the room itself. */
export function useAuthorName(
  conversation: ConversationId,
  entry: Entry,
  selfName: string,
): string | undefined {
  const contact = useNameOf(entry.author)
  if (entry.own) return selfName
  return (parseConversation(conversation).kind === 'chat' ? contact : entry.author) || undefined
}

/** Whether oneself wrote it, or a contact; a nick of a room may be anybody's. */
export function useIsKnown(conversation: ConversationId, { own, author }: Entry): boolean {
  const contact = useContact(author)
  return own || (contact !== undefined && parseConversation(conversation).kind === 'chat')
}

/** Whether something that was written there waits, or could not be sent. */
export function useUnsent(conversation: ConversationId): Unsent | undefined {
  return useRow(useModel(outboxDoor).unsent, conversation)
}

/** What the composer needs to know of the connection, and whom it tells that one writes. */
export function useComposing(conversation: ConversationId) {
  const online = useOnline()
  const keeps = useValue(useModel(outboxDoor).keeps)
  const isWaiting = useUnsent(conversation) === 'waiting'
  const waits = online && (keeps || !isWaiting) ? undefined : keeps ? 'waits' : 'waitsHere'
  return { waits, signal: useTypedSignal(conversation) }
}

/** What a screen reader should say: the newest of what others said since, at a pace that can be followed. */
export function useAnnouncement(conversation: ConversationId): string | undefined {
  const last = useEntry(conversation, useLastSaid(conversation) ?? '')
  const isNews = last !== undefined && !last.own && !last.delayed && !last.removed
  const isChat = parseConversation(conversation).kind === 'chat'
  const contact = useNameOf(last?.author ?? '')
  const name = isChat ? contact : last?.author
  const words = isNews ? (name ? `${name}: ${last.text}` : last.text) : undefined
  const [said, setSaid] = useState<string | undefined>(undefined)
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), SAID_AFTER_MS)
    return () => clearTimeout(timer)
  }, [words])
  // What was taken away is not read out any more.
  return last?.removed ? undefined : said
}

/** Follows pointer and focus over the rows in the frame. One listener for all, and none drawn again but two. */
export function usePointing(frame: RefObject<HTMLElement | null>): void {
  const { point } = useModel(pointedModel)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const onto = ({ target }: Event) => {
      const line =
        target instanceof Element ? target.closest<HTMLElement>('[data-key]')?.dataset.key : undefined
      point(line === undefined ? undefined : parseLine(line).rest)
    }
    const off = (event: Event) => {
      const next = event instanceof FocusEvent ? event.relatedTarget : null
      if (!(next instanceof Node && element.contains(next))) point(undefined)
    }
    const listeners = { pointerover: onto, focusin: onto, pointerleave: off, focusout: off }
    for (const [name, listener] of Object.entries(listeners)) element.addEventListener(name, listener)
    return () => {
      for (const [name, listener] of Object.entries(listeners)) element.removeEventListener(name, listener)
      point(undefined)
    }
  }, [frame, point])
}

export function useIsPointed(key: string): boolean {
  return useRow(useModel(pointedModel).keys, key) ?? false
}

/** The key of the message that is being changed. */
export function useEditing(conversation: ConversationId): string | undefined {
  return useRow(useModel(editingModel).keys, conversation)
}

/** A message of one's own that the server has: it can be corrected, and taken back. */
export const hasArrived = ({ delivery }: Entry): boolean => isBeyondUs(delivery)

export const useTimelineCommands = () => useModel(timelineCommands)
