import { type Displayed, events } from '#protocol/displayed.ts'
import type { EventData } from '#protocol/index.ts'
import { bareJid } from '#protocol/jid.ts'
import { type ConversationId, chatWith, inRoom, parseConversation } from '../../lib/conversation.ts'
import { batch } from '../../store/batch.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { learn } from '../../transport/knownEvents.ts'
import type { Result } from '../../transport/request.ts'
import { conversationsModel } from '../conversations/model.ts'
import type { ReadMark } from '../conversations/readMarks.ts'
import { rosterModel } from '../roster/model.ts'
import { sessionModel } from '../session/model.ts'
import { timelineModel } from '../timeline/model.ts'
import { lastHeard } from './lastHeard.ts'
import { tellingModel } from './telling.ts'

/**
 * What was read agrees on all devices (XEP-0490), and contacts learn it (XEP-0333). Of rooms only one's own devices hear:
 * a marker to everybody from everybody would be more than what is said (XEP-0490 §1).
 */
export const displayedModel = defineModel('displayed', (use, { request }) => {
  learn(events)
  const timeline = use(timelineModel)
  const session = use(sessionModel)
  const { contacts } = use(rosterModel)
  const { looked, readElsewhere } = use(conversationsModel)
  const { isOn } = use(tellingModel)
  /** Archive ids that were read elsewhere, and are not here yet. */
  const ahead = new Map<ConversationId, string>()
  /** The key of the entry up to which another device has read. */
  const elsewhere = new Map<ConversationId, string>()
  /** What the account keeps has been told: before that, what was read elsewhere might be told again. */
  let isKnown = false
  /** The way broke before it was told; it is when there is one again. */
  const owed = new Map<ConversationId, ReadMark>()

  function reached(id: ConversationId, key: string): void {
    const { entries } = timeline.of(id)
    const before = elsewhere.get(id)
    if (before === undefined || !entries.isBefore(key, before)) elsewhere.set(id, key)
    readElsewhere(id, key)
  }

  function marked({ jid, id, room }: Displayed): void {
    const conversation = room ? inRoom(jid) : chatWith(jid)
    const key = keyOf(conversation, id)
    if (key === undefined) ahead.set(conversation, id)
    else {
      ahead.delete(conversation)
      reached(conversation, key)
    }
  }

  // A conversation that is not here yet is not made by a mark.
  function keyOf(conversation: ConversationId, archiveId: string): string | undefined {
    if (![...timeline.conversations()].includes(conversation)) return undefined
    const place = timeline.of(conversation)
    // Others may name a correction, which is no entry of its own here.
    return (
      place.keyOf(archiveId) ??
      place.entries.keys().findLast((key) => place.archiveIds(key).includes(archiveId))
    )
  }

  /** Markers for what may not be here yet; an archive tells both. */
  const markers = new Map<ConversationId, EventData<'xmpp.chat.displayed'>>()

  timeline.onChange((conversation, key) => {
    const marker = markers.get(conversation)
    if (marker && timeline.of(conversation).own(marker.id)) {
      markers.delete(conversation)
      timeline.reducers['xmpp.chat.displayed']?.(marker)
    }
    const awaited = ahead.get(conversation)
    if (awaited === undefined || typeof key !== 'string') return
    if (timeline.of(conversation).entries.get(key)?.archiveId !== awaited) return
    ahead.delete(conversation)
    reached(conversation, key)
  })

  /** XEP-0333 §9: a marker tells that we are here; only to those who may know. */
  const mayKnow = (jid: string) => {
    const subscription = contacts.get(jid)?.subscription
    return isOn.get() && (subscription === 'both' || subscription === 'from')
  }

  async function tell(conversation: ConversationId, mark: ReadMark): Promise<void> {
    const target = parseConversation(conversation)
    // What is said in private in a room has no place in an archive that all devices share.
    if (target.kind === 'private') return
    const { archived, markable } = lastHeard(timeline.of(conversation), mark.at, elsewhere.get(conversation))
    const words: Promise<Result<true>>[] = []
    if (target.kind === 'chat' && markable?.id !== undefined && mayKnow(target.jid))
      words.push(request('xmpp.chat.displayed', { to: target.jid, id: markable.id }))
    if (archived?.archiveId !== undefined) {
      const where = target.kind === 'room' ? { jid: target.room, room: true as const } : { jid: target.jid }
      words.push(request('xmpp.displayed.set', { ...where, id: archived.archiveId }))
    }
    const isLost = (await Promise.all(words)).some((each) => !each.ok && LOST.has(each.error.reason ?? ''))
    if (isLost) owed.set(conversation, mark)
  }

  function tellAll(): void {
    if (!isKnown || !session.isOnline() || looked.size === 0) return
    const those = [...looked.entries()]
    looked.clear()
    for (const [conversation, mark] of those) void tell(conversation, mark)
  }

  async function ask(): Promise<void> {
    const result = await request('xmpp.displayed.get', {})
    if (!result.ok && LOST.has(result.error.reason ?? '')) return
    if (result.ok)
      batch(() => {
        for (const each of result.value) marked(each)
      })
    isKnown = true
    for (const [conversation, mark] of owed) if (!looked.has(conversation)) looked.set(conversation, mark)
    owed.clear()
    tellAll()
  }

  looked.subscribeAny(tellAll)
  // Whatever broke, something may have been missed; the gateway knows whether it must ask the server.
  let wasOnline = false
  function look(): void {
    const isOnline = session.isOnline()
    if (isOnline && !wasOnline) void ask()
    if (!isOnline) isKnown = false
    wasOnline = isOnline
  }
  session.link.subscribe(look)
  session.upstream.subscribe(look)
  look()

  const reducers: Reducers = {
    'xmpp.displayed.push': marked,
    'xmpp.mam.message': ({ from, displayed, room }) => {
      if (displayed === undefined || room || bareJid(from) === session.bare()) return
      markers.set(chatWith(bareJid(from)), { from, id: displayed })
    },
    // Another client of ours told somebody: it may know nothing of XEP-0490.
    'xmpp.chat.displayed': ({ from, to, id }) => {
      if (to === undefined) {
        if (contacts.has(bareJid(from))) markers.set(chatWith(bareJid(from)), { from, id })
        return
      }
      const conversation = chatWith(bareJid(to))
      const { entries } = timeline.of(conversation)
      const key = entries.keys().findLast((each) => {
        const entry = entries.get(each)
        return entry?.id === id && !entry.own
      })
      if (key !== undefined) reached(conversation, key)
    },
  }
  return { reducers }
})

const LOST = new Set(['not-connected', 'disconnected', 'timeout'])
