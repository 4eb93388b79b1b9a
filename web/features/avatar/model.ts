import * as protocol from '#protocol/avatar.ts'
import type { EventData } from '#protocol/index.ts'
import { bareJid } from '#protocol/jid.ts'
import { inRoomAs, inSight, isInSight, isServing, servePictures, showPicture } from '../../lib/pictures.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { learn } from '../../transport/knownEvents.ts'
import { occupantsModel } from '../occupants/model.ts'
import { presenceModel } from '../presence/model.ts'
import { rosterModel } from '../roster/model.ts'
import { sessionModel } from '../session/model.ts'
import { vaultModel } from '../session/vault.ts'
import { Faces, type Source } from './faces.ts'
import { AvatarShelf } from './shelf.ts'
import { seatOf } from './whose.ts'

const TOLD = 'xmpp.avatar.push.metadata'
type Told = EventData<typeof TOLD>

/** Whose picture is which; fetched when the face comes into sight. */
export const avatarModel = defineModel('avatar', (use, { request, now }) => {
  const session = use(sessionModel)
  const occupants = use(occupantsModel)
  const { photoOf } = use(presenceModel)
  const { contacts } = use(rosterModel)
  const shelf = new AvatarShelf(use(vaultModel).vault, now)
  const faces = new Faces(shelf, request)
  /** By bare JID. Undefined: they have none. */
  const sources = new Map<string, Source | undefined>()

  function setSource(jid: string, source: Source | undefined): void {
    sources.set(jid, source)
    for (const whose of inSight()) if (jidOf(whose) === jid) void serve(whose)
  }

  const personAt = (whose: string) => {
    const seat = seatOf(whose)
    const person = seat && occupants.of(seat.room).get(seat.nick)
    const isThem = !seat?.occupantId || person?.occupantId === seat.occupantId
    return person && isThem ? { ...person, room: seat.room } : undefined
  }
  function jidOf(whose: string): string | undefined {
    if (!seatOf(whose)) return whose
    const person = personAt(whose)
    return person?.self ? session.bare() : person?.jid
  }

  /** False: nobody can say, because they are not there. */
  function sourceOf(whose: string): Source | undefined | false {
    const jid = jidOf(whose)
    if (jid !== undefined && sources.has(jid)) return sources.get(jid)
    const photo = jid && photoOf(jid)
    if (jid !== undefined && photo) return { id: photo, of: jid, how: 'card' }
    if (!seatOf(whose)) return undefined
    const person = personAt(whose)
    if (!person) return false
    return person.photo ? { id: person.photo, of: `${person.room}/${person.nick}`, how: 'card' } : undefined
  }

  async function serve(whose: string): Promise<void> {
    const source = sourceOf(whose)
    if (source === false) return
    const address = source && (await faces.address(source))
    const latest = sourceOf(whose)
    if (latest !== false && latest?.id === source?.id && isServing(ask)) showPicture(whose, address)
  }

  const ask = (whose: string) => void serve(whose)

  function hear({ from, avatars }: Told): void {
    const jid = bareJid(from)
    const isKnown = contacts.has(jid) || jid === session.bare()
    // Anybody may tell of one; strangers fill no memory here.
    if (!isKnown && !isInSight(jid)) return
    // One that is somewhere on the web is never fetched: it would tell that site who looks.
    const id = avatars?.find(({ url }) => url === undefined)?.id
    setSource(jid, id === undefined ? undefined : { id, of: jid, how: 'data' })
    if (isKnown) void shelf.keepOwner(jid, id)
  }

  const reducers: Reducers = {
    [TOLD]: hear,
    'xmpp.muc.roster': ({ room, nick, occupantId }) => {
      if (nick === undefined) return
      const keys = [inRoomAs(room, nick), inRoomAs(room, nick, occupantId)]
      for (const whose of new Set(keys)) if (isInSight(whose)) void serve(whose)
    },
    'xmpp.presence': ({ from, photo }) => {
      const jid = bareJid(from)
      if (photo !== undefined && isInSight(jid)) void serve(jid)
    },
  }

  learn(protocol.events)
  servePictures(ask)
  void shelf.owners().then((owners) => {
    for (const [jid, id] of owners) if (!sources.has(jid)) setSource(jid, { id, of: jid, how: 'data' })
    return shelf.tidy()
  })
  session.upstream.subscribe(() => {
    // What did not come while the way was broken.
    if (session.isOnline()) for (const whose of inSight()) void serve(whose)
  })

  return {
    reducers,
    /** Known at once where it is one's own doing. */
    setOwn: (id: string | undefined) => {
      const of = session.bare()
      setSource(of, id === undefined ? undefined : { id, of, how: 'data' })
      void shelf.keepOwner(of, id)
    },
    /** A card was read, and a picture stood in it: shown where they tell of no other. */
    async offer(jid: string, content: string): Promise<void> {
      if (sources.get(jid)?.how === 'data') return
      const source = await faces.offer(jid, content)
      if (source && sources.get(jid)?.how !== 'data') setSource(jid, source)
    },
  }
})
