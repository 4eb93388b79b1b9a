import { type ConversationId, parseConversation } from '../../lib/conversation.ts'
import { randomId } from '../../lib/id.ts'
import { defineModel } from '../../transport/env.ts'
import { sessionModel } from '../session/model.ts'
import { isBeyondUs } from './better.ts'
import { historyDoor } from './door.ts'
import { editingModel } from './editing.ts'
import type { Entry } from './entry.ts'
import { timelineModel } from './model.ts'
import { outboxDoor } from './outboxDoor.ts'

/** Says something, corrects it, and reads what was said before. */
export const timelineCommands = defineModel('timelineCommands', (use, { now }) => {
  const timeline = use(timelineModel)
  const session = use(sessionModel)
  const { keys: editing } = use(editingModel)
  const { act } = use(outboxDoor)
  timeline.onRemoval((conversation, { key }) => {
    if (editing.get(conversation) === key) editing.delete(conversation)
  })
  return {
    /** Shows it at once; its mark tells how far it came. `what`: the text is where a file is. */
    say(conversation: ConversationId, text: string, what: Pick<Entry, 'oob'> = {}): void {
      const target = parseConversation(conversation)
      const entry = timeline.add(conversation, {
        kind: 'message',
        id: randomId(),
        at: now(),
        author: target.kind === 'chat' ? session.bare() : '',
        own: true,
        text,
        delivery: 'sending',
        ...what,
      })
      const { id } = entry ?? {}
      if (id !== undefined) act((desk) => desk.say({ id, conversation, text, at: now(), ...what }))
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
      const replace = entry.id
      act((desk) => desk.say({ id, conversation, text, at: now(), replace, before }))
    },
    /** What was not sent is said again, in its place among what waits behind it. */
    retry(conversation: ConversationId, key: string): void {
      const entry = timeline.of(conversation).entries.get(key)
      if (entry) act((desk) => desk.retry(conversation, entry))
    },
    /** Takes back what was not said: all of it, or what was to be said instead. */
    discard(conversation: ConversationId, key: string): void {
      const entry = timeline.of(conversation).entries.get(key)
      if (entry) act((desk) => desk.discard(conversation, entry))
    },
    /** The composer takes the message up; without a key, the last one that can be changed. False when there is none. */
    edit(conversation: ConversationId, key?: string): boolean {
      const { entries } = timeline.of(conversation)
      const chosen = key ?? [...entries.keys()].reverse().find((each) => isChangeable(entries.get(each)))
      if (chosen !== undefined) editing.set(conversation, chosen)
      return chosen !== undefined
    },
    stopEditing: (conversation: ConversationId) => editing.delete(conversation),
    loadOlder: use(historyDoor).loadOlder,
  }
})

const isChangeable = (entry: Entry | undefined) =>
  entry?.own === true && !entry.removed && !entry.failed && !entry.oob && isBeyondUs(entry.delivery)
