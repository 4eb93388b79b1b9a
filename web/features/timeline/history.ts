import type { ConversationId } from '../../lib/conversation.ts'
import { oneTab } from '../../store/oneTab.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { sessionModel } from '../session/model.ts'
import { vaultModel } from '../session/vault.ts'
import { afterResume } from './afterResume.ts'
import { Archive } from './archive.ts'
import { archiveQuery } from './archiveQuery.ts'
import type { Said } from './arrivals.ts'
import { catchUp, type Rim } from './catchUp.ts'
import type { Entry, OpenGap } from './entry.ts'
import { GapFilling } from './gapFilling.ts'
import { Jumps } from './jumps.ts'
import { timelineModel } from './model.ts'
import { openCache } from './openCache.ts'
import { type ArchiveId, archiveOf, OWN, Reading } from './reading.ts'
import { searchArchive } from './searchArchive.ts'
import { searchKept } from './searchKept.ts'

/** Archives that are read at once. */
const AT_ONCE = 2
/** What takes longer is said to be missing, until it is there. */
const SLOW_MS = 1500
const MOST_ARRIVED = 1000

/**
 * What was said while nobody listened: one's own archive and each room's are read on from where one stopped, whenever
 * something may have been missed.
 */
export const historyModel = defineModel('history', (use, { request, now }) => {
  const timeline = use(timelineModel)
  const session = use(sessionModel)
  const ask = archiveQuery(timeline, request)
  const readings = new Map<ArchiveId, Reading>()
  let release = () => {}
  let isClosed = false
  const claim = (won: () => void) => {
    if (!isClosed) release = oneTab(`hoverboard-cache ${session.bare()}`, won)
  }
  const cache = use(vaultModel)
    .vault()
    .then((vault) => vault && openCache(vault, timeline, () => readings.values(), claim))
  const { isOnline } = session
  const gaps = new GapFilling({ timeline, ask, isOnline, cache })
  const jumps = new Jumps({ timeline, ask, gaps, cache, isOnline })
  const archive = new Archive(timeline, ask, isOnline, cache)
  const queue: Reading[] = []
  /** Those that are being read, and since which hole. */
  const running = new Map<Reading, number>()

  function readingOf(id: ArchiveId): Reading {
    let reading = readings.get(id)
    if (!reading) {
      reading = new Reading(id)
      readings.set(id, reading)
    }
    return reading
  }

  function conversationsOf({ archive: id }: Reading): ConversationId[] {
    return [...timeline.conversations()].filter((each) => archiveOf(each) === id)
  }

  function anchorsOf(reading: Reading): Map<ConversationId, string> {
    const anchors = new Map<ConversationId, string>()
    for (const conversation of conversationsOf(reading)) {
      const { entries } = timeline.of(conversation)
      // What is still on its way has no place yet.
      const isFixed = (entry: Entry | undefined) => entry?.kind !== 'gap' && entry?.delivery !== 'sending'
      const last = entries.keys().findLast((key) => isFixed(entries.get(key)))
      if (last !== undefined) anchors.set(conversation, last)
    }
    return anchors
  }
  function lose(reading: Reading): void {
    archive.forget()
    const isBack = reading.lose(() => anchorsOf(reading))
    for (const conversation of isBack ? conversationsOf(reading) : []) {
      const keys = timeline.of(conversation).entries.keys()
      for (const key of keys.slice(keys.indexOf(reading.anchors.get(conversation) ?? '') + 1))
        reading.loose.add(key)
    }
  }

  function start(id: ArchiveId): void {
    const reading = readingOf(id)
    if (reading.isCurrent || reading.hasNone || queue.includes(reading)) return
    if (running.get(reading) === reading.holes) return
    if (id === OWN) queue.unshift(reading)
    else queue.push(reading)
    next()
  }

  function next(): void {
    while (running.size < AT_ONCE) {
      const index = queue.findIndex((each) => !running.has(each))
      const [reading] = index === -1 ? [] : queue.splice(index, 1)
      if (!reading) return
      running.set(reading, reading.holes)
      void run(reading).finally(() => {
        running.delete(reading)
        next()
      })
    }
  }

  function openGap(conversation: ConversationId, rim: Rim, beforeKey: string | undefined): void {
    gaps.open(conversation, { ...rim, from: 'below', state: 'open' }, 'before', beforeKey)
  }

  /** Says in each conversation that something may be missing behind what was here. */
  function showTail(reading: Reading, state: OpenGap['state']): void {
    const isFirst = reading.cursor === undefined && !reading.wasEmpty
    for (const conversation of conversationsOf(reading)) {
      // Before anything was read, nothing is known to be missing but behind what was kept.
      if (isFirst && !reading.anchors.has(conversation)) continue
      const tail = reading.tails.get(conversation)
      if (tail !== undefined) {
        gaps.change(conversation, tail, { state })
        continue
      }
      const { entries } = timeline.of(conversation)
      const anchor = reading.anchors.get(conversation) ?? entries.keys().at(-1)
      const last = anchor === undefined ? undefined : entries.get(anchor)
      if (!last) continue
      const gap = { after: last.at, before: now(), from: 'below', state, isTail: true } as const
      reading.tails.set(conversation, gaps.open(conversation, gap, 'behind', last.key))
    }
  }

  function closeTail(reading: Reading): void {
    for (const [conversation, key] of reading.tails) gaps.close(conversation, key)
    reading.tails.clear()
  }

  async function run(reading: Reading): Promise<void> {
    const hole = reading.holes
    const kept = await cache
    await kept?.recallCursor(reading)
    const slow = setTimeout(() => showTail(reading, 'loading'), SLOW_MS)
    if (reading.tails.size > 0) showTail(reading, 'loading')
    const outcome = await catchUp(reading, { timeline, ask, openGap })
    clearTimeout(slow)
    if (reading.holes !== hole) return
    reading.isCurrent = outcome === true
    reading.hasNone = outcome === 'none'
    // Without a way it is read on when there is one again.
    if (outcome === 'failed') showTail(reading, session.isOnline() ? 'failed' : 'open')
    else closeTail(reading)
    kept?.touch()
  }

  function look(): void {
    const { state, resumed } = session.upstream.get()
    const isCut = session.link.get().state !== 'open'
    for (const reading of readings.values()) {
      if (isCut) lose(reading)
      else if (state === 'online' && resumed && reading.resume()) void afterResume(reading, timeline, ask)
      else if (state !== 'online') reading.suspend(() => anchorsOf(reading))
    }
    if (session.isOnline()) start(OWN)
  }
  session.link.subscribe(look)
  session.upstream.subscribe(look)

  /** It came by itself: while its archive is still to be read, that says what of it was known before, and where it stands. */
  function came(conversation: ConversationId, { key, delayed }: Entry): void {
    const id = archiveOf(conversation)
    const reading = id === undefined ? undefined : readingOf(id)
    if (!reading || reading.isCurrent || reading.hasNone) return
    reading.loose.add(key)
    if (delayed) {
      timeline.of(conversation).unplaced.add(key)
      return
    }
    reading.arrived.push([conversation, key])
    if (reading.arrived.length > MOST_ARRIVED) reading.arrived.shift()
  }
  // The snapshot was here before this part was.
  for (const conversation of timeline.conversations()) {
    const { entries } = timeline.of(conversation)
    for (const key of entries.keys()) {
      const entry = entries.get(key)
      if (entry) came(conversation, entry)
    }
  }
  timeline.onArrival((conversation, entry, isPast) => {
    if (!isPast) came(conversation, entry)
  })

  type Heard = Pick<Said, 'delay' | 'stanzaIds'>
  // The gateway lets those by the archive itself through, and none where two claim to be.
  function heard(id: ArchiveId, { delay, stanzaIds = [] }: Heard): void {
    if (stanzaIds.length !== 1) return
    if (delay === undefined) readingOf(id).heard(stanzaIds[0]?.id)
    else readingOf(id).heardLate()
  }

  const reducers: Reducers = {
    // A session that began anew.
    'xmpp.connection': () => {
      for (const reading of readings.values()) lose(reading)
    },
    'xmpp.chat.message': (message) => heard(OWN, message),
    'xmpp.chat.sent': (message) => heard(OWN, message),
    'xmpp.muc.message': (message) => {
      if (!message.private) heard(message.room, message)
    },
    'xmpp.muc.rejoining': ({ room }) => lose(readingOf(room)),
    'xmpp.muc.roster': ({ room, self, present, oldNick }) => {
      if (!self) return
      if (present === false && oldNick === undefined) lose(readingOf(room))
      else if (present !== false) start(room)
    },
  }

  look()
  for (const room of timeline.rooms) start(room)

  return {
    reducers,
    /** What was kept of the lists is in them. */
    ready: cache.then(() => undefined),
    /** What is to be kept is, once this resolves. */
    flush: async (): Promise<void> => (await cache)?.flush(),
    /** What is too old to be kept, or too much, goes; it is done by itself now and then. */
    tidy: async (): Promise<void> => (await cache)?.tidy(),
    /** What is to be kept is, and then another tab may write. */
    close(): void {
      isClosed = true
      void cache.then((kept) => kept?.flush()).finally(() => release())
    },
    jumps,
    /** Messages of a conversation that hold the words, newest first; as far as this browser kept them. */
    search: (conversation: ConversationId, words: string, isOver: () => boolean) =>
      searchKept({ timeline, cache }, conversation, words, isOver),
    /** The same of the server's archive; undefined where it can not be searched, or not now. */
    searchArchive: async (conversation: ConversationId, words: string, isOver: () => boolean) =>
      session.isOnline() ? searchArchive({ timeline, ask }, conversation, words, isOver) : undefined,
    show: (conversation: ConversationId): Promise<void> => archive.show(conversation),
    async loadGap(conversation: ConversationId, key: string): Promise<void> {
      const id = archiveOf(conversation)
      if (!timeline.of(conversation).entries.get(key)?.gap?.isTail) return gaps.load(conversation, key)
      if (id !== undefined && session.isOnline()) start(id)
    },
    loadOlder: (conversation: ConversationId): Promise<void> => archive.loadOlder(conversation),
  }
})
