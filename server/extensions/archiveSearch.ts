import type { ProtocolError } from '#protocol/define.ts'
import { bareOf, splitJid } from '#protocol/jid.ts'
import { NS_INFO, parseInfo } from '../codec/xep0030.ts'
import { buildRsm, parseRsm } from '../codec/xep0059.ts'
import { parseDelay } from '../codec/xep0203.ts'
import { type ArchiveResult, buildQuery, NS_MAM, parsePreferences } from '../codec/xep0313.ts'
import { stanzaIds } from '../codec/xep0359.ts'
import { Failure } from '../xmpp/errors.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import type { Said } from './lane.ts'

/** How far before the first of them the archive is read. */
const MARGIN_MS = 10 * 60_000
const ANSWER_MS = 10_000
const PAGE = 100
/** Clocks differ: so many pages are read, whatever they say of the time. Servers cut pages at 50. */
const MIN_PAGES = 4
const MAX_PAGES = 100
/** Characters of an id that is as good as random. */
const UNGUESSABLE = 32

/** Who listens for the results of a query. */
export interface Search {
  archive: string
  heard: (result: ArchiveResult) => void
}

/** What looking into an archive needs. */
export interface SearchDoor {
  /** One's own bare JID. */
  readonly own: string
  request(iq: Element, timeoutMs?: number): Promise<Element>
  id(): string
}

/** `none`: no archive holds this conversation. `silent`: nobody answered; asking again may help. */
export type Found = ReadonlyMap<Said, string | undefined> | 'none' | 'silent'

/**
 * Looks for messages of ours by origin-id or id: in the room's archive, or in one's own with that person. Reads from the
 * newest backwards, and stops where all are found or none can be any more.
 */
export async function searchArchive(
  door: SearchDoor,
  searches: Map<string, Search>,
  where: { room?: string; peer?: string },
  wanted: readonly Said[],
): Promise<Found> {
  try {
    const { room, peer } = where
    const policy = room === undefined ? await ownPolicy(door, peer ?? '') : await roomPolicy(door, room)
    if (policy === 'never') return 'none'
    const { found, isEmpty } = await read(door, searches, where, wanted)
    return policy === 'perhaps' && isEmpty ? 'none' : found
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure
    return isPassing(failure.error) ? 'silent' : 'none'
  }
}

async function read(
  door: SearchDoor,
  searches: Map<string, Search>,
  { room, peer }: { room?: string; peer?: string },
  wanted: readonly Said[],
): Promise<{ found: Map<Said, string | undefined>; isEmpty: boolean }> {
  const found = new Map<Said, string | undefined>()
  const byId = new Map(wanted.map((said) => [said.id, said]))
  const since = Math.min(...wanted.map(({ at }) => at), Date.now()) - MARGIN_MS
  const queryId = door.id()
  let oldest = Number.POSITIVE_INFINITY
  let seen = 0
  const heard = ({ id, forwarded, message }: ArchiveResult) => {
    seen++
    oldest = Math.min(oldest, Date.parse(parseDelay(forwarded)?.when ?? '') || oldest)
    const origin = stanzaIds.parse(message).originId
    const said = byId.get(origin ?? '') ?? byId.get(message.attrs.id ?? '')
    if (said && isOurs(message, said, room, door.own)) found.set(said, id)
  }
  searches.set(queryId, { archive: room ?? door.own, heard })
  try {
    let before: string | true = true
    for (let page = 1; ; page++) {
      const rsm = buildRsm({ max: PAGE, before })
      const iq = buildQuery(door.id(), { queryId, to: room, with: peer }, rsm)
      const fin = (await door.request(iq, ANSWER_MS)).getChild('fin', NS_MAM)
      const { first } = parseRsm(fin)
      const isOldEnough = page >= MIN_PAGES && oldest < since
      const isOver = fin?.attrs.complete === 'true' || !first || first === before
      if (found.size === byId.size || isOver || isOldEnough || page === MAX_PAGES) break
      before = first
    }
  } finally {
    searches.delete(queryId)
  }
  return { found, isEmpty: seen === 0 }
}

// Only what stands there as ours counts. A nick may have changed meanwhile; but an id that nobody can guess is known
// only to whom the message reached.
function isOurs({ attrs }: Element, said: Said, room: string | undefined, own: string): boolean {
  const { from = '', to = '' } = attrs
  if (room !== undefined) return said.id.length >= UNGUESSABLE || splitJid(from).resource === said.nick
  return bareOf(from) === own && bareOf(to) === said.to
}

type Policy = 'always' | 'never' | 'perhaps'

// A room that keeps nothing may answer with an empty archive all the same; only what it announces tells.
async function roomPolicy(door: SearchDoor, room: string): Promise<Policy> {
  const iq = xml('iq', { type: 'get', id: door.id(), to: room }, xml('query', { xmlns: NS_INFO }))
  const info = parseInfo((await door.request(iq, ANSWER_MS)).getChild('query', NS_INFO))
  return info.some(({ kind, var: name }) => kind === 'feature' && name === NS_MAM) ? 'always' : 'never'
}

// XEP-0441: what is not there because it is never kept is not lost for that.
async function ownPolicy(door: SearchDoor, peer: string): Promise<Policy> {
  const iq = xml('iq', { type: 'get', id: door.id() }, xml('prefs', { xmlns: NS_MAM }))
  try {
    const prefs = parsePreferences(await door.request(iq, ANSWER_MS))
    const holds = (list: readonly string[]) => list.some((jid) => bareOf(jid) === peer)
    if (holds(prefs.always)) return 'always'
    if (holds(prefs.never)) return 'never'
    return prefs.default === 'roster' ? 'perhaps' : prefs.default === 'never' ? 'never' : 'always'
  } catch (failure) {
    // A server without preferences may well have an archive.
    if (failure instanceof Failure && !isPassing(failure.error)) return 'perhaps'
    throw failure
  }
}

const PASSING = new Set([
  'remote-server-timeout',
  'remote-server-not-found',
  'internal-server-error',
  'resource-constraint',
  'not-connected',
])

const isPassing = ({ type, condition }: ProtocolError) => type === 'wait' || PASSING.has(condition ?? '')
