import { type ConversationId, parseConversation } from '../../lib/conversation.ts'
import { fileOf } from '../../lib/files.ts'
import { t } from '../../lib/i18n.ts'
import type { JumpSource } from '../../lib/jump.ts'
import { names } from '../../lib/mention.ts'
import { Collection } from '../../store/collection.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { sessionModel } from '../session/model.ts'
import type { Entry } from '../timeline/entry.ts'
import { timelineModel } from '../timeline/model.ts'
import { type ReadMark, ReadMarks } from './readMarks.ts'

/** A conversation as a list shows it. */
export interface Summary {
  readonly id: ConversationId
  readonly lastAt: number
  readonly preview: string
  readonly previewAuthor: string
  readonly previewOwn: boolean
  readonly unread: number
  /** Somebody named us, or it was said to us alone. */
  readonly mentioned: boolean
}

/** What nobody has read yet, in order of arrival. */
interface Waiting {
  readonly key: string
  readonly id: string | undefined
  readonly at: number
  readonly mention: boolean
}

const NOTHING: Omit<Summary, 'id'> = {
  lastAt: 0,
  preview: '',
  previewAuthor: '',
  previewOwn: false,
  unread: 0,
  mentioned: false,
}

/** Which conversations there are, what was said last, and what has not been read. */
export const conversationsModel = defineModel('conversations', (use) => {
  const timeline = use(timelineModel)
  const session = use(sessionModel)
  const rows = new Collection<ConversationId, Summary>()
  /** The one on the screen of a person who looks at it. */
  const active = new Value<ConversationId | undefined>(undefined)
  /** The first unread entry at the time a conversation was opened: where the divider stands. */
  const dividers = new Collection<ConversationId, string>()
  /** One's nick in a room, told by the room. */
  const nicks = new Map<string, string>()
  const waiting = new Map<ConversationId, Waiting[]>()
  const newest = new Map<ConversationId, ReadMark>()
  /** What a person has read here, until somebody takes it out and tells others. */
  const looked = new Collection<ConversationId, ReadMark>()
  /** The message that a preview shows. */
  const previewed = new Map<ConversationId, string>()
  let kept: ReadMarks | undefined

  // Made when first needed: only then it is known whose they are.
  const marks = (): ReadMarks => {
    kept ??= new ReadMarks(session.bare(), (id, mark) => {
      readUntil(id, mark)
      recount(id)
    })
    return kept
  }

  function isUnread(id: ConversationId, entry: Entry, isPast = false): boolean {
    if (entry.own || entry.kind !== 'message' || entry.removed || active.get() === id) return false
    const mark = marks().get(id)
    if (mark) return entry.at > mark.at && !(mark.id !== undefined && mark.id === idOf(entry))
    // The past at the first visit is scenery; what a person wrote meanwhile is news.
    return !(entry.delayed && (isPast || parseConversation(id).kind === 'room'))
  }

  function isMention(id: ConversationId, entry: Entry): boolean {
    const target = parseConversation(id)
    if (target.kind !== 'room') return true
    const nick = nicks.get(target.room)
    return nick !== undefined && names(entry.text, nick)
  }

  /** Whoever reads one message, or answers, has read what stands before it. False when that was known. */
  function readUntil(id: ConversationId, mark: ReadMark): boolean {
    const isNews = marks().set(id, mark)
    const those = waiting.get(id) ?? []
    // Two tabs hear the same message at different moments.
    const last = those.findLastIndex((each) => each.id !== undefined && each.id === mark.id)
    wait(
      id,
      those.filter(({ at }, index) => index > last && at > mark.at),
    )
    return isNews
  }

  function wait(id: ConversationId, those: Waiting[]): void {
    if (those.length > 0) waiting.set(id, those)
    else waiting.delete(id)
  }

  const recount = (id: ConversationId) => rows.update(id, (row) => ({ ...row, ...countOf(id) }))

  /** Another device read up to this entry. What stands behind it is news, also where nothing was known before. */
  function readElsewhere(id: ConversationId, key: string): void {
    const { entries } = timeline.of(id)
    const entry = entries.get(key)
    if (!entry) return
    const isFirst = marks().get(id) === undefined
    const name = idOf(entry)
    if (!readUntil(id, { at: entry.editedAt ?? entry.at, ...(name ? { id: name } : {}) })) return
    const those = (waiting.get(id) ?? []).filter((each) => entries.isBefore(key, each.key))
    if (isFirst)
      for (const each of entries.keys().slice(entries.keys().indexOf(key) + 1)) {
        const later = entries.get(each)
        const isMissing = later && isUnread(id, later) && those.every((one) => one.key !== each)
        if (isMissing) those.push(waitingOf(id, later))
      }
    wait(id, those)
    recount(id)
  }

  const waitingOf = (id: ConversationId, entry: Entry): Waiting => ({
    key: entry.key,
    id: idOf(entry),
    at: entry.at,
    mention: isMention(id, entry),
  })

  function arrived(id: ConversationId, entry: Entry, isPast: boolean): void {
    const old = rows.get(id)
    if (entry.kind === 'notice' && !old) return
    const entryId = idOf(entry)
    const isMarked = entryId !== undefined && marks().get(id)?.id === entryId
    let mentioned: boolean | undefined
    if (isUnread(id, entry, isPast)) {
      const row = waitingOf(id, entry)
      const those = waiting.get(id)
      mentioned = row.mention || (old?.mentioned ?? false)
      // An archive may be read backwards.
      if (those) those.splice(those.findLastIndex(({ at }) => at <= row.at) + 1, 0, row)
      else waiting.set(id, [row])
    } else if (entry.kind === 'message' && (entry.own || isMarked || active.get() === id)) {
      const mark = { at: entry.at, ...(entryId ? { id: entryId } : {}) }
      // One's own word, which another device may have said, is no look at what stands before it.
      if (readUntil(id, mark) && !entry.own) looked.set(id, mark)
    }

    const isNewest = entry.kind === 'message' && entry.at >= (old?.lastAt ?? 0)
    if (isNewest) previewed.set(id, entry.key)
    if (isNewest) newest.set(id, { at: entry.at, ...(entryId ? { id: entryId } : {}) })
    const words = isNewest && {
      lastAt: entry.at,
      previewAuthor: entry.author,
      ...previewOf(entry),
    }
    rows.set(id, { ...NOTHING, ...old, ...words, id, ...countOf(id, mentioned) })
  }
  timeline.onArrival(arrived)
  timeline.onRemoval((id, entry) => {
    wait(
      id,
      (waiting.get(id) ?? []).filter(({ key }) => key !== entry.key),
    )
    const words = previewed.get(id) === entry.key ? previewOf(entry) : {}
    rows.update(id, (row) => ({ ...row, ...words, ...countOf(id) }))
  })

  /** `mentioned` where that is known. */
  function countOf(id: ConversationId, mentioned?: boolean): Pick<Summary, 'unread' | 'mentioned'> {
    const those = waiting.get(id) ?? []
    return { unread: those.length, mentioned: mentioned ?? those.some(({ mention }) => mention) }
  }

  function isCovered(id: ConversationId, mark: ReadMark | undefined): boolean {
    const last = newest.get(id)
    if (!last || !mark) return last === undefined
    // Of two in one moment the ids decide; the same one may stand at another time once an archive told of it.
    return last.id === mark.id ? last.id !== undefined || last.at <= mark.at : last.at < mark.at
  }

  function open(id: ConversationId | undefined): void {
    active.set(id)
    if (id === undefined) return
    const first = waiting.get(id)?.[0]
    if (first) dividers.set(id, first.key)
    const last = newest.get(id)
    if (last && readUntil(id, last)) looked.set(id, last)
    waiting.delete(id)
    rows.update(id, (row) =>
      row.unread > 0 || row.mentioned ? { ...row, unread: 0, mentioned: false } : row,
    )
  }

  const reducers: Reducers = {
    'xmpp.muc.roster': ({ room, nick, self, present }) => {
      if (self && present !== false && nick) nicks.set(room, nick)
    },
  }

  return {
    rows,
    active,
    dividers,
    looked,
    readElsewhere,
    reducers,
    /** When a conversation was read last, in this browser; 0 for never. */
    readAt: (id: ConversationId): number => marks().get(id)?.at ?? 0,
    newestIn: (id: ConversationId): ReadMark | undefined => newest.get(id),
    /** Whether all that stands there was said up to this mark. */
    isCovered,
    /** Whether all of it was read, here or elsewhere. */
    isSeen: (id: ConversationId): boolean => isCovered(id, marks().get(id)),
    /** Where the jump box finds what this slice does not know: other slices add themselves. */
    jumpSources: new Set<JumpSource>(),
    /** The conversation is in front of a person's eyes; undefined when none is. */
    open,
    /** Its divider has served. */
    closed: (id: ConversationId) => dividers.delete(id),
    /** Shows it in the list although nothing was said yet. */
    ensure(id: ConversationId): void {
      if (!rows.has(id)) rows.set(id, { ...NOTHING, id })
    },
    remove(id: ConversationId): void {
      for (const each of [undefined, id]) timeline.closed.set(each)
      waiting.delete(id)
      rows.delete(id)
    },
  }
})

function previewOf({ text, own, removed, oob }: Entry): Pick<Summary, 'preview' | 'previewOwn'> {
  if (removed) return { preview: t('timeline:removed.gone'), previewOwn: false }
  // Of a file its name says more than where it is.
  return { preview: (oob && fileOf(text)?.name) || text, previewOwn: own }
}

// The archive's id where there is one: nobody else can choose it.
const idOf = (entry: Entry): string | undefined => entry.archiveId ?? entry.id
