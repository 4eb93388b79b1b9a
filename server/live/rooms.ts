import type { FormField, FormSubmission, FormValue } from '#protocol/forms.ts'
import { freshRoom, type Person } from './cast.ts'

const PROTECTED = 'muc#roomconfig_passwordprotectedroom'

/** What protects a room. COMPAT: Prosody 0.12 has no box for it; there, the password alone does it. */
export const locked = (password: string) => ({ [PROTECTED]: true, 'muc#roomconfig_roomsecret': password })

/** Fills a room's form as a page does: everything as it came, some of it changed. */
export async function setField(
  owner: Person,
  room: string,
  changes: Record<string, FormValue>,
): Promise<true> {
  const { fields = [] } = await owner.ok('xmpp.muc.room.config.get', { room })
  for (const name of Object.keys(changes))
    if (name !== PROTECTED && !fields.some((field) => field.var === name))
      throw new Error(`The form of ${room} has no ${name}`)
  return owner.ok('xmpp.muc.room.config.set', {
    room,
    form: fields.flatMap((field) => filled(field, changes)),
  })
}

function filled(field: FormField, changes: Record<string, FormValue>): FormSubmission {
  const { var: name, type, value } = field
  if (name === undefined || type === 'fixed') return []
  const changed = changes[name] ?? value
  return changed === undefined ? [] : [{ var: name, value: changed, ...(type ? { type } : {}) }]
}

/** A room that its owner has just made, and these people in it. Nicks are names. */
export async function openRoom(
  name: string,
  owner: Person,
  guests: readonly Person[] = [],
  changes: Record<string, FormValue> = {},
): Promise<string> {
  const room = freshRoom(owner.target, name)
  await owner.ok('xmpp.muc.create', { room, nick: nickOf(owner), instant: true })
  if (Object.keys(changes).length > 0) await setField(owner, room, changes)
  for (const guest of guests) {
    await guest.ok('xmpp.muc.join', { room, nick: nickOf(guest) })
    await owner.hear('xmpp.muc.roster', { nick: nickOf(guest), room, present: true })
    await guest.hear('xmpp.muc.roster', { nick: nickOf(guest), room, self: true })
  }
  return room
}

export const nickOf = ({ jid }: Person) => jid.split('-')[0] ?? ''
