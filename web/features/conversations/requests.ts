import { type ConversationId, chatWith, parseConversation } from '../../lib/conversation.ts'
import { batch } from '../../store/batch.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import { blockingModel } from '../blocking/model.ts'
import { chatStatesCommands } from '../chatStates/commands.ts'
import { presenceModel } from '../presence/model.ts'
import { rosterModel } from '../roster/model.ts'
import { sessionModel } from '../session/model.ts'
import { timelineCommands } from '../timeline/commands.ts'
import { timelineModel } from '../timeline/model.ts'
import { KeptRequests } from './keptRequests.ts'
import { conversationsModel, type Summary } from './model.ts'

/** So many are looked up in the archive, the latest first: an answer of ours may lie further back than what is here. */
const LOOKED_UP = 20
const NOBODY: ReadonlySet<string> = new Set()

/**
 * Who is held back: a stranger who wrote, to whom nothing was ever said, and whom nobody looked up before. They wait in
 * the requests instead of among the conversations, until they are answered or become a contact, on any device.
 */
export const requestsModel = defineModel('requests', (use) => {
  const session = use(sessionModel)
  const timeline = use(timelineModel)
  const roster = use(rosterModel)
  const presence = use(presenceModel)
  const blocking = use(blockingModel)
  const conversations = use(conversationsModel)
  const { rows } = conversations
  /** Bare JIDs of all who are held. */
  const held = new Value<ReadonlySet<string>>(NOBODY)
  /** Of those, who waits to be looked at, the latest first: neither blocked nor dismissed. */
  const waiting = new Value<readonly string[]>([])
  /** Conversations that were opened while nothing stood in them. */
  const empty = new Set<ConversationId>()
  const lookedUp = new Set<string>()
  let isLookingUp = false
  let decided: KeptRequests | undefined

  // Made when first needed: only then it is known whose it is.
  function kept(): KeptRequests | undefined {
    if (decided || session.bare() === '') return decided
    decided = new KeptRequests(session.bare())
    decided.wanted.subscribeKeys(look)
    decided.dismissed.subscribeAny(look)
    return decided
  }

  function isHeld(jid: string, { lastAt }: Summary): boolean {
    if (lastAt === 0 || decided?.wanted.has(jid)) return false
    return session.ready.get() ? roster.isStranger(jid) : (decided?.held.has(jid) ?? false)
  }

  function isWaiting(jid: string, { id }: Summary): boolean {
    const domain = jid.slice(jid.indexOf('@') + 1)
    if (blocking.rows.has(jid) || blocking.rows.has(domain)) return false
    return !conversations.isCovered(id, decided?.dismissed.get(jid))
  }

  function look(): void {
    if (!kept()) return
    const now = new Set<string>()
    const listed: { jid: string; row: Summary }[] = []
    for (const row of rows.values()) {
      const target = parseConversation(row.id)
      if (target.kind !== 'chat') continue
      const { jid } = target
      if (row.lastAt === 0) watchEmpty(jid)
      if (!isHeld(jid, row)) continue
      now.add(jid)
      if (isWaiting(jid, row)) listed.push({ jid, row })
    }
    listed.sort((a, b) => b.row.lastAt - a.row.lastAt)
    batch(() => publish(now, listed))
    void lookUp()
  }

  function publish(now: ReadonlySet<string>, listed: readonly { jid: string; row: Summary }[]): void {
    if (!isSame([...now], [...held.get()])) {
      held.set(now)
      if (session.ready.get()) decided?.hold(now)
    }
    const jids = listed.map(({ jid }) => jid)
    if (!isSame(jids, waiting.get())) waiting.set(jids)
    // Who also asks to be a contact is counted there.
    const isNews = ({ jid, row }: { jid: string; row: Summary }) =>
      !presence.requests.has(jid) && !conversations.isSeen(row.id)
    const [all, unread] = [jids.length, listed.filter(isNews).length]
    const before = presence.strangers.get()
    if (before.all !== all || before.unread !== unread) presence.strangers.set({ all, unread })
  }

  /** Whoever opens a conversation in which nothing was ever said wants an answer there, and no request. */
  function watchEmpty(jid: string): void {
    const id = chatWith(jid)
    const place = timeline.of(id)
    if (empty.has(id) || place.entries.size > 0) return
    empty.add(id)
    const decide = () => {
      const isNew = (key: string) => place.entries.get(key)?.delayed !== true
      if (place.older.get() !== 'none') return
      stop()
      if (place.entries.keys().every(isNew)) decided?.want(jid)
    }
    const stop = place.older.subscribe(decide)
    decide()
  }

  async function lookUp(): Promise<void> {
    const nextOne = () =>
      session.isOnline() && session.ready.get() && lookedUp.size < LOOKED_UP
        ? waiting.get().find((jid) => !lookedUp.has(jid))
        : undefined
    if (isLookingUp) return
    isLookingUp = true
    for (let jid = nextOne(); jid !== undefined; jid = nextOne()) {
      lookedUp.add(jid)
      const id = chatWith(jid)
      if (timeline.of(id).older.get() === 'unknown') await use(timelineCommands).loadOlder(id)
    }
    isLookingUp = false
  }

  // Whatever one said there, on whichever device, is an answer; what an archive tells of it too.
  timeline.onChange((conversation, what) => {
    if (typeof what !== 'string' || !conversation.startsWith('chat:')) return
    const entry = timeline.of(conversation).entries.get(what)
    const target = parseConversation(conversation)
    if (entry?.own && entry.kind === 'message' && target.kind === 'chat') kept()?.want(target.jid)
  })
  // That one writes there, and stops, would tell that one reads.
  use(chatStatesCommands).hideFrom((jid) => held.get().has(jid))

  for (const each of [rows, roster.contacts, blocking.rows, conversations.looked]) each.subscribeAny(look)
  presence.requests.subscribeKeys(look)
  for (const each of [session.own, session.ready, session.upstream]) each.subscribe(look)
  look()

  return {
    held,
    waiting,
    isHeld: (jid: string) => held.get().has(jid),
    /** They leave the requests until they write again; what they said can still be found. */
    dismiss(jids: readonly string[]): void {
      batch(() => {
        for (const jid of jids) {
          const mark = conversations.newestIn(chatWith(jid))
          if (mark) kept()?.dismiss(jid, mark)
        }
      })
    },
  }
})

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each, index) => each === b[index])
