import type { ProtocolError } from '#protocol/define.ts'
import { type ConversationId, parseConversation } from '../../lib/conversation.ts'
import { randomId } from '../../lib/id.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { sessionModel } from '../session/model.ts'
import { Archive } from './archive.ts'
import { editingModel } from './editing.ts'
import type { Entry } from './entry.ts'
import { timelineModel } from './model.ts'
import type { Timeline } from './timeline.ts'

/** Failures that pass by themselves: the message waits and goes out when the way is open again. */
const WAITING = new Set<ProtocolError['reason']>(['not-connected', 'disconnected', 'timeout'])
const BROKEN: Result<never> = {
  ok: false,
  error: { type: 'wait', condition: 'not-connected', reason: 'disconnected' },
}

/** Says something, corrects it, and reads what was said before. */
export const timelineCommands = defineModel('timelineCommands', (use, { request, now }) => {
  const timeline = use(timelineModel)
  const session = use(sessionModel)
  const { keys: editing } = use(editingModel)
  const archive = new Archive(timeline, request, session.isOnline)
  /** What is to be said, per conversation, in order; the head is on its way. */
  const queues = new Map<ConversationId, string[]>()
  const busy = new Set<ConversationId>()
  /** Told when the way breaks under what is on its way: no answer will come on it. */
  const waiting = new Set<() => void>()
  timeline.onRemoval((conversation, { key }) => {
    if (editing.get(conversation) === key) editing.delete(conversation)
  })
  session.link.subscribe(() => {
    if (session.link.get().state !== 'open') for (const interrupt of waiting) interrupt()
  })

  async function transmit(conversation: ConversationId, entry: Entry): Promise<Result<{ id: string }>> {
    const target = parseConversation(conversation)
    const { revising } = entry
    const said = revising
      ? { content: entry.text, id: revising.id, replace: entry.id }
      : { content: entry.text, id: entry.id }
    const answer =
      target.kind === 'chat'
        ? request('xmpp.chat.message', { ...said, to: target.jid, state: 'active', receipt: true })
        : target.kind === 'private'
          ? request('xmpp.muc.message', { ...said, room: target.room, to: target.nick, state: 'active' })
          : request('xmpp.muc.message', { ...said, room: target.room })
    let interrupt = () => {}
    const broken = new Promise<Result<never>>((resolve) => {
      interrupt = () => resolve(BROKEN)
    })
    waiting.add(interrupt)
    const result = await Promise.race([answer, broken])
    waiting.delete(interrupt)
    return result
  }

  async function drain(conversation: ConversationId): Promise<void> {
    if (busy.has(conversation)) return
    busy.add(conversation)
    const queue = queues.get(conversation) ?? []
    const place = timeline.of(conversation)
    for (let key = queue[0]; key !== undefined; key = queue[0]) {
      const entry = place.entries.get(key)
      if (entry?.delivery === 'sending') {
        if (!session.isOnline()) break
        const result = await transmit(conversation, entry)
        // The way broke under it: the same id goes out again, and the gateway knows it (no second copy).
        if (!result.ok && WAITING.has(result.error.reason) && !session.isOnline()) break
        settle(place, conversation, entry, result)
      }
      queue.shift()
    }
    busy.delete(conversation)
  }

  function settle(
    place: Timeline,
    conversation: ConversationId,
    said: Entry,
    result: Result<{ id: string }>,
  ): void {
    const entry = place.entries.get(said.key)
    // It came back from the room, bounced, or was corrected once more before the gateway answered.
    if (entry?.delivery !== 'sending' || entry.revising?.id !== said.revising?.id) return
    if (!result.ok) place.change(entry.key, { delivery: 'failed', error: result.error })
    // A room confirms by saying it to everybody; a person's server, by taking it.
    else if (parseConversation(conversation).kind !== 'room') place.deliver(entry, 'sent')
  }

  function enqueue(conversation: ConversationId, key: string): void {
    const queue = queues.get(conversation) ?? []
    // The head may be on its way with other words.
    if (!queue.includes(key, busy.has(conversation) ? 1 : 0)) queue.push(key)
    queues.set(conversation, queue)
    void drain(conversation)
  }

  return {
    /** Shows it at once; its mark tells how far it came. */
    say(conversation: ConversationId, text: string): void {
      const target = parseConversation(conversation)
      const entry = timeline.add(conversation, {
        kind: 'message',
        id: randomId(),
        at: now(),
        author: target.kind === 'chat' ? session.bare() : '',
        own: true,
        text,
        delivery: 'sending',
      })
      if (entry) enqueue(conversation, entry.key)
    },
    /** Says a message of one's own in other words; it names the first one, however often it is done (XEP-0308 §3). */
    correct(conversation: ConversationId, key: string, text: string): void {
      editing.delete(conversation)
      const place = timeline.of(conversation)
      const entry = place.entries.get(key)
      if (!entry?.own || entry.removed || entry.id === undefined || entry.text === text) return
      const { text: old, delivery, edited: wasEdited } = entry
      const before = entry.revising?.before ?? {
        text: old,
        ...(delivery ? { delivery } : {}),
        ...(wasEdited ? { edited: wasEdited } : {}),
      }
      const id = randomId()
      place.change(key, { text, edited: true, delivery: 'sending', revising: { id, before } })
      place.alias(id, key)
      enqueue(conversation, key)
    },
    retry(conversation: ConversationId, key: string): void {
      const place = timeline.of(conversation)
      const { error: _error, ...entry } = place.entries.get(key) ?? {}
      if (!('key' in entry)) return
      place.entries.update(key, () => ({ ...(entry as Entry), delivery: 'sending' }))
      enqueue(conversation, key)
    },
    /** Takes back what was not said: all of it, or what was to be said instead. */
    discard(conversation: ConversationId, key: string): void {
      const place = timeline.of(conversation)
      const { error: _error, revising, edited: _edited, ...entry } = place.entries.get(key) ?? {}
      if (revising && 'key' in entry)
        place.entries.update(key, () => ({ ...(entry as Entry), ...revising.before }))
      else place.remove(key)
    },
    /** The composer takes the message up; without a key, the last one that can be changed. False when there is none. */
    edit(conversation: ConversationId, key?: string): boolean {
      const { entries } = timeline.of(conversation)
      const chosen = key ?? [...entries.keys()].reverse().find((each) => isChangeable(entries.get(each)))
      if (chosen !== undefined) editing.set(conversation, chosen)
      return chosen !== undefined
    },
    stopEditing: (conversation: ConversationId) => editing.delete(conversation),
    /** The way is open again: all that waits goes out, each conversation in its order. */
    resume(): void {
      for (const conversation of queues.keys()) void drain(conversation)
    },
    loadOlder: (conversation: ConversationId): Promise<void> => archive.loadOlder(conversation),
  }
})

const isChangeable = (entry: Entry | undefined) =>
  entry?.own === true && !entry.removed && (entry.delivery === 'sent' || entry.delivery === 'delivered')
