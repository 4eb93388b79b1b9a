import type { Result } from '../../transport/request.ts'
import { ROOM } from './testTalk.ts'

/** One's own archive, about Doc, or the room's. */
export type Shelf = 'own' | 'room'

export interface Said {
  readonly id: string
  /** The message's own id. */
  readonly cid?: string
  readonly mine: boolean
  readonly at: number
}
export interface Query {
  readonly queryId: string
  readonly to?: string
  readonly start?: string
  readonly end?: string
  readonly rsm: { readonly before?: string | true; readonly after?: string }
}
export type Told = readonly [name: string, data: object]

/** Of a page. */
const MOST = 5

const person = (user: string) => ({ user, domain: 'hill.example' })

export const SELF: Told = ['xmpp.muc.roster', { room: ROOM, nick: 'Marty', present: true, self: true }]
export const REJOINING: Told = ['xmpp.muc.rejoining', { room: ROOM, nick: 'Marty', cause: 'connection' }]

export const shelfOf = ([name]: Told): Shelf => (name === 'xmpp.muc.message' ? 'room' : 'own')

export const stamped = ([name, data]: Told, when: string): Told => [
  name,
  'delay' in data ? data : { ...data, delay: { when } },
]

/** As servers write a time. */
export const inSeconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+/u, '')

export const refusal = (reason: string) => ({ ok: false, error: { type: 'wait', reason } }) as Result<unknown>

export function archivedAs(shelf: Shelf, { id, cid = `m-${id}`, mine, at }: Said, queryId: string): object {
  const common = { content: id, id: cid, delay: { when: inSeconds(at) } }
  if (shelf === 'room') {
    const from = { user: 'lab', domain: 'rooms.hill.example', resource: 'Doc' }
    return { ...common, from, room: ROOM, nick: 'Doc', mam: { id, queryId } }
  }
  const [from, to] = mine ? [person('marty'), person('doc')] : [person('doc'), person('marty')]
  return { ...common, from, mam: { id, queryId, to } }
}

/** As it arrives live, with the archive's number. */
export function live(shelf: Shelf, { id, cid = `m-${id}`, mine }: Said): Told {
  const by = shelf === 'own' ? 'marty@hill.example' : ROOM
  const said = { content: id, id: cid, stanzaIds: [{ by, id }] }
  if (shelf === 'room') return ['xmpp.muc.message', { room: ROOM, nick: 'Doc', private: false, ...said }]
  return mine
    ? ['xmpp.chat.sent', { from: person('marty'), to: person('doc'), ...said }]
    : ['xmpp.chat.message', { from: person('doc'), ...said }]
}

/** What an archive answers. */
export function pageOf(archive: readonly Said[], { start = '', end = '', rsm: { before, after } }: Query) {
  const [least, most] = [Date.parse(start) || 0, Date.parse(end) || Number.POSITIVE_INFINITY]
  const fit = archive.filter(({ at }) => at >= least && at <= most)
  const lower = after === undefined ? 0 : fit.findIndex(({ id }) => id === after) + 1
  const upper = typeof before === 'string' ? fit.findIndex(({ id }) => id === before) : fit.length
  const all = fit.slice(lower, Math.max(upper, 0))
  const found = before === undefined ? all.slice(0, MOST) : all.slice(-MOST)
  const [first, last] = [found[0]?.id, found.at(-1)?.id]
  return { found, complete: found.length === all.length, ...(first && last ? { first, last } : {}) }
}
