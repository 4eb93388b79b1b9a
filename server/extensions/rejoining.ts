import type { ProtocolError } from '#protocol/define.ts'
import { buildForm } from '../codec/xep0004.ts'
import { NS_MUC_OWNER } from '../codec/xep0045.ts'
import { Failure, notJoined } from '../xmpp/errors.ts'
import type { JoinedRoom, Rejoin } from '../xmpp/rooms.ts'
import { xml } from '../xmpp/xml.ts'
import { mayTryAgain } from './joinErrors.ts'
import { type Doorway, knock, learnFeatures } from './joining.ts'
import type { Kept } from './lane.ts'
import { forget, goneFrom } from './leaving.ts'
import { type Standing, selfPing } from './selfPing.ts'
import { tellUnsaid } from './tellUnsaid.ts'

export const REJOIN_HISTORY = 30
const BACKOFF_MS = 2000
const MAX_BACKOFF_MS = 5 * 60_000
/** A room that loses us again sooner than this is not given endless tries. */
const STABLE_MS = 60_000
const MAX_LOSSES = 5
// A service that stops needs a moment to start again; who was thrown out for an error has just made one.
const FIRST_WAIT_MS = { connection: 0, lost: 0, kicked: 1000, shutdown: 2000 }

/** What the room said when it let go of us. */
export interface Loss {
  status?: number[]
  reason?: string
}

/** We are out of a room that nobody wanted to leave: the way back begins. */
export function lose(door: Doorway, entry: JoinedRoom, cause: Rejoin['cause'], told: Loss = {}): void {
  const isSoon = Date.now() - entry.enteredAt < STABLE_MS
  entry.losses = isSoon && cause !== 'connection' ? entry.losses + 1 : 0
  for (const nick of entry.occupants) entry.stale.add(nick)
  entry.occupants.clear()
  entry.state = 'joining'
  entry.isLive = false
  entry.renaming?.reject(notJoined())
  door.courier.doubt(entry.room)
  entry.rejoin = { cause, attempts: 0, timer: undefined }
  if (entry.losses > MAX_LOSSES) giveUp(door, entry, notJoined())
  else plan(door, entry, entry.rejoin, FIRST_WAIT_MS[cause], told)
}

/** Makes the next try now, in a session that has just begun or goes on. */
export function comeBack(door: Doorway, entry: JoinedRoom): void {
  const { rejoin } = entry
  if (rejoin === undefined || entry.state !== 'joining') return
  clearTimeout(rejoin.timer)
  rejoin.timer = undefined
  if (door.rooms.isAway) return
  // Entered by the process before this one: nothing of it is known here.
  if (entry.enteredAt === 0) learnFeatures(door, entry)
  const stored = door.rooms.passwordOf(entry.room)
  entry.password = stored
  entry.isStored = stored !== undefined
  const isStill = () => entry.rejoin === rejoin && entry.state === 'joining'
  knock(door, entry, { maxstanzas: REJOIN_HISTORY }).catch((failure: unknown) => {
    if (isStill()) refusedAgain(door, entry, rejoin, failure instanceof Failure ? failure.error : notJoined())
  })
}

/** Is the room still ours? If not, the way back begins. */
export async function check(door: Doorway, entry: JoinedRoom): Promise<Standing> {
  const { rooms } = door
  // XEP-0410 §4: not while a new nick is being asked for, and not while the link is away.
  if (entry.state !== 'joined' || entry.renaming || rooms.isAway || rooms.isUnavailable) return 'unknown'
  entry.checking ??= selfPing(door, entry).finally(() => {
    entry.checking = undefined
  })
  const standing = await entry.checking
  if (entry.state !== 'joined') return standing
  if (standing === 'in' || standing === 'likely') entry.heardAt = Date.now()
  else if (standing === 'out') lose(door, entry, 'lost')
  return standing
}

/** A message of ours came back in a way that a room we are not in has. */
export async function bounced(
  door: Doorway,
  entry: JoinedRoom,
  said: Kept,
  error: ProtocolError,
): Promise<void> {
  const standing = entry.state === 'joined' ? await check(door, entry) : 'out'
  if (standing !== 'in' && entry.state === 'joined') lose(door, entry, 'lost')
  // Meanwhile the room may have said it to all.
  if (!door.courier.takeBack(said)) return
  if (standing === 'in' || entry.state === 'left') tellUnsaid(door, said, error)
  else door.courier.putBack(said)
}

/** Inside again: who did not come back is told as gone. */
export function arrivedAgain(door: Doorway, entry: JoinedRoom): void {
  // §10.1.2: made anew by our coming back, it stays locked for all others until its defaults are accepted.
  if (entry.rejoin && entry.status.includes(201)) {
    const accept = xml('query', { xmlns: NS_MUC_OWNER }, buildForm([]))
    door.request(xml('iq', { type: 'set', id: door.id(), to: entry.room }, accept)).catch(() => {})
  }
  for (const nick of entry.stale)
    if (!entry.occupants.has(nick)) door.emit('xmpp.muc.roster', goneFrom(entry.room, nick, false))
  entry.stale.clear()
}

/** Out for good, as far as we can do anything about it. */
export function giveUp(door: Doorway, entry: JoinedRoom, error: ProtocolError): void {
  const { room, nick } = entry
  door.emit('xmpp.muc.error', { type: 'presence', error, room, nick })
  forget(entry, door)
  door.emit('xmpp.muc.roster', goneFrom(room, nick, true))
}

function refusedAgain(door: Doorway, entry: JoinedRoom, rejoin: Rejoin, error: ProtocolError): void {
  if (!mayTryAgain(error, rejoin.attempts)) {
    giveUp(door, entry, error)
    return
  }
  const ceiling = Math.min(MAX_BACKOFF_MS, BACKOFF_MS * 2 ** rejoin.attempts)
  rejoin.attempts++
  plan(door, entry, rejoin, ceiling / 2)
}

// Everybody in a room loses it at the same moment: they come back spread out.
function plan(door: Doorway, entry: JoinedRoom, rejoin: Rejoin, baseMs: number, told: Loss = {}): void {
  const wait = baseMs * (1 + Math.random())
  const { room, nick } = entry
  door.emit('xmpp.muc.rejoining', {
    room,
    nick,
    cause: rejoin.cause,
    ...told,
    ...(wait > 0 ? { retryAt: Math.round(Date.now() + wait) } : {}),
  })
  if (wait === 0) comeBack(door, entry)
  else rejoin.timer = setTimeout(() => comeBack(door, entry), wait).unref()
}
