import { bareOf } from '#protocol/jid.ts'
import { localPart } from '../../lib/conversation.ts'
import { useModel } from '../../store/react.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { sessionModel } from '../session/model.ts'

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

/** Where rooms are kept, and which there are (XEP-0045 §6.1, §6.3). */
export const serviceCommands = defineModel('serviceCommands', (use, { request }) => {
  const session = use(sessionModel)
  const services = new Map<string, string>()

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

  return {
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
})

export const useServices = () => useModel(serviceCommands)

// COMPAT: ejabberd 23 appends the number of people to the name, as in "Lab (3)".
function listed(room: string, name: string | undefined): Listed {
  const people = / \((\d+)\)$/u.exec(name ?? '')?.[1]
  const words = name?.replace(/ \(\d+\)$/u, '') || localPart(room)
  return { room, name: words, ...(people === undefined ? {} : { people: Number(people) }) }
}
