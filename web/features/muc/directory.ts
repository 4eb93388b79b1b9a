import { bareOf } from '#protocol/jid.ts'
import { inRoom, localPart } from '../../lib/conversation.ts'
import { loadWords, t } from '../../lib/i18n.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import type { Result } from '../../transport/request.ts'
import { sessionModel } from '../session/model.ts'
import { timelineModel } from '../timeline/model.ts'
import { mucModel } from './model.ts'
import { type RoomInfo, roomInfoOf } from './roomInfo.ts'

/** A room as the directory of its service lists it. */
export interface Listed {
  readonly room: string
  readonly name: string
  /** How many are there, where the list itself says so. */
  readonly people?: number
}

/** A part of a directory. */
export interface DirectoryPage {
  /** Of the service that keeps the rooms; it may be another one than was asked. */
  readonly service: string
  readonly rooms: readonly Listed[]
  /** What to ask for the part that follows; undefined when this was the last. */
  readonly next?: string
  /** How many rooms there are in all, where the service counts them. */
  readonly count?: number
}

/** Rooms asked for at once: a few screens full. */
const PAGE = 100

/** Questions about rooms on their way at one time: a directory of a thousand must not ask a thousand at once. */
const AT_ONCE = 4

/** Which rooms there are, and what they say of themselves (XEP-0045 §6). */
export const directoryCommands = defineModel('directoryCommands', (use, { request }) => {
  const muc = use(mucModel)
  const session = use(sessionModel)
  const timeline = use(timelineModel)
  const services = new Map<string, string>()
  const waiting = new Set<string>()
  const asked = new Set<string>()
  let running = 0

  async function describe(room: string): Promise<Result<RoomInfo>> {
    const result = await request('xmpp.discover.info', { of: room })
    if (!result.ok) return result
    const info = roomInfoOf(result.value)
    muc.infos.set(room, info)
    return { ok: true, value: info }
  }

  function next(): void {
    for (const room of waiting) {
      if (running >= AT_ONCE) return
      waiting.delete(room)
      asked.add(room)
      running++
      void describe(room).finally(() => {
        running--
        next()
      })
    }
  }

  async function findService(domain: string): Promise<string | undefined> {
    const items = await request('xmpp.discover.items', { of: domain })
    if (!items.ok) return undefined
    const candidates = items.value.flatMap(({ jid }) => (jid ? [jid] : []))
    const kinds = await Promise.all(
      candidates.map(async (jid) => {
        const info = await request('xmpp.discover.info', { of: jid })
        const isRooms =
          info.ok &&
          info.value.some((each) => each.kind === 'identity' && each.category === 'conference') &&
          info.value.some((each) => each.var === 'http://jabber.org/protocol/muc')
        return isRooms ? jid : undefined
      }),
    )
    return kinds.find((jid) => jid !== undefined)
  }

  async function tellChanges(room: string, isToTell: boolean): Promise<void> {
    const before = muc.infos.get(room)
    const now = await describe(room)
    if (!isToTell) return
    const [{ configChanges }] = await Promise.all([import('./configChanges.ts'), loadWords('muc')])
    const changes = before && now.ok ? configChanges(before, now.value) : []
    for (const words of changes.length > 0 ? changes : [t('muc:changed.something')])
      timeline.notice(inRoom(room), words)
  }

  function peek(room: string): () => void {
    if (!asked.has(room) && !muc.infos.has(room)) {
      waiting.add(room)
      next()
    }
    return () => waiting.delete(room)
  }

  const reducers: Reducers = {
    // A tab that found the session inside a room has not asked what the room is called.
    'xmpp.muc.roster': ({ room, self, present }) => {
      if (self && present) peek(room)
    },
    'xmpp.muc.room.config': ({ room, status }) => {
      if (muc.rooms.has(room)) void tellChanges(room, status.includes(104))
    },
  }

  return {
    reducers,
    /** What the room says of itself before anybody enters it: its name, and whether it has a password. */
    describe,
    /** The same for a row in sight, once, in its turn; the returned function takes back a question not yet asked. */
    peek,
    /** The domain where this server keeps rooms (XEP-0045 §6.1); undefined when it has none. */
    async service(): Promise<string | undefined> {
      const domain = session.own.get()?.domain
      if (!domain) return undefined
      const known = services.get(domain)
      if (known) return known
      // A guest's domain may be an annex of the real one.
      for (const of of new Set([domain, domain.split('.').slice(1).join('.')])) {
        const found = of.includes('.') || of === domain ? await findService(of) : undefined
        if (found) {
          services.set(domain, found)
          return found
        }
      }
      return undefined
    },
    /** The public rooms of a service, a part at a time (XEP-0059), each by name. */
    async list(service: string, after?: string): Promise<Result<DirectoryPage>> {
      const page = await readPage(service, after)
      if (!page.ok || page.value.rooms.length > 0 || after !== undefined) return page
      // A chat server's own address was given: its rooms are kept next door.
      const found = await findService(service)
      return found === undefined || found === service ? page : readPage(found, undefined)
    },
  }

  async function readPage(service: string, after: string | undefined): Promise<Result<DirectoryPage>> {
    const rsm = { max: PAGE, ...(after === undefined ? {} : { after }) }
    const result = await request('xmpp.discover.items', { of: service, rsm })
    if (!result.ok) return result
    const rooms = result.value.flatMap(({ jid, name }) => {
      const room = jid && bareOf(jid)
      return room?.includes('@') ? [listed(room, name)] : []
    })
    // COMPAT: Prosody 0.12 knows no pages here, and gives all rooms at once.
    const { last, count } = result.rsm ?? {}
    const isMore = last !== undefined && last !== after && result.value.length > 0 && rooms.length !== count
    return {
      ok: true,
      value: {
        service,
        rooms: rooms.sort((a, b) => a.name.localeCompare(b.name)),
        ...(isMore ? { next: last } : {}),
        ...(count === undefined ? {} : { count }),
      },
    }
  }
})

// COMPAT: ejabberd 23 appends the number of people to the name, as in "Lab (3)".
function listed(room: string, name: string | undefined): Listed {
  const people = / \((\d+)\)$/u.exec(name ?? '')?.[1]
  const words = name?.replace(/ \(\d+\)$/u, '') || localPart(room)
  return { room, name: words, ...(people === undefined ? {} : { people: Number(people) }) }
}
