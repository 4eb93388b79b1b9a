import type { ProtocolError, Reason } from '#protocol/define.ts'
import type { DataForm, FormSubmission } from '#protocol/forms.ts'
import type { Joined } from '#protocol/muc.ts'
import { inRoom } from '../../lib/conversation.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { bookmarksCommands } from '../bookmarks/commands.ts'
import { bookmarksModel } from '../bookmarks/model.ts'
import { conversationsModel } from '../conversations/model.ts'
import { mucCommands } from '../muc/commands.ts'
import { isNoRoom, mucModel } from '../muc/model.ts'
import { isOn, type Values } from './formValues.ts'
import { adapted, PROTECTED, SECRET } from './settings.ts'

export interface NewRoom {
  readonly room: string
  readonly nick: string
  readonly name: string
  readonly kind: 'public' | 'private'
  readonly password: string
}

const NO_PASSWORDS: ProtocolError = { type: 'cancel', condition: 'not-acceptable', reason: 'unsupported' }
const EXISTS: ProtocolError = { type: 'cancel', condition: 'conflict' }
/** Answers of a door: somebody lives there. */
const OCCUPIED = new Set<Reason | undefined>([
  'nick-conflict',
  'nick-locked',
  'password-required',
  'wrong-password',
  'members-only',
  'banned',
])

/** Making rooms and changing what they are (XEP-0045 §10). */
export const roomConfigCommands = defineModel('roomConfigCommands', (use, { request }) => {
  const muc = use(mucModel)
  const conversations = use(conversationsModel)
  const { describe, learnPassword, watchers } = use(mucCommands)
  const stored = use(bookmarksModel).rows
  const bookmarks = use(bookmarksCommands)
  /** Settings that were changed and not saved, by room. They may hold a password: never in any storage. */
  const drafts = new Map<string, Values>()

  const get = async (room: string): Promise<Result<DataForm>> => {
    const result = await request('xmpp.muc.room.config.get', { room })
    return result.ok ? { ...result, value: adapted(result.value) } : result
  }
  const set = async (room: string, form: FormSubmission): Promise<Result<true>> => {
    const result = await request('xmpp.muc.room.config.set', { room, form })
    if (!result.ok) return result
    void describe(room)
    const value = (name: string) => form.find((field) => field.var === name)?.value
    const secret = value(SECRET)
    if (typeof secret !== 'string') return result
    const password = isOn(value(PROTECTED) ?? true) ? secret : ''
    learnPassword(room, password)
    // A stored password that was right until now would shut its owner out tomorrow.
    if (stored.get(room)?.password !== undefined)
      await bookmarks.change(room, { password: password || undefined })
    return result
  }

  async function configure(form: DataForm, wanted: NewRoom): Promise<Result<true>> {
    const filled = fill(form, wanted)
    // A room that was to have a password is not left open where there are none.
    if (wanted.password && !filled.some((field) => field.var === SECRET))
      return { ok: false, error: NO_PASSWORDS }
    return set(wanted.room, filled)
  }

  return {
    get,
    set,
    draft: (room: string) => drafts.get(room),
    keepDraft(room: string, values: Values | undefined): void {
      if (values) drafts.set(room, values)
      else drafts.delete(room)
    },
    /** A reserved room (§10.1.3): locked until its name, kind and password are in place, so nobody slips in before. */
    async create(wanted: NewRoom): Promise<Result<Joined>> {
      const { room, nick, password } = wanted
      const known = await describe(room)
      if (known.ok || muc.rooms.get(room)?.state === 'joined') return { ok: false, error: EXISTS }
      if (!isNoRoom(known.error) && known.error.reason === 'not-connected') return known
      muc.joining(room, nick)
      // The gateway keeps the password for the time when it has to enter again.
      const joined = await request('xmpp.muc.create', { room, nick, ...(password ? { password } : {}) })
      if (!joined.ok) {
        muc.forget(room)
        return OCCUPIED.has(joined.error.reason) ? { ok: false, error: EXISTS } : joined
      }
      if (!joined.value.status.includes(201)) {
        await request('xmpp.muc.leave', { room })
        muc.forget(room)
        return { ok: false, error: EXISTS }
      }
      const form = await get(room)
      const configured = form.ok ? await configure(form.value, wanted) : form
      if (!configured.ok) {
        // Half-made rooms are nobody's: the lock goes with the room.
        await request('xmpp.muc.cancel', { room })
        muc.forget(room)
        return configured
      }
      conversations.ensure(inRoom(room))
      for (const watcher of watchers) watcher.entered(joined.value, password || undefined, false)
      return joined
    },
    /** Everybody is told of the room to go to instead, and of what opens it, when the owner says so. */
    async destroy(
      room: string,
      reason: string,
      alternative: string,
      password: string,
    ): Promise<Result<true>> {
      const result = await request('xmpp.muc.destroy', {
        room,
        reason: reason || undefined,
        alternative: alternative || undefined,
        password: (alternative && password) || undefined,
      })
      if (result.ok) {
        muc.forget(room)
        conversations.remove(inRoom(room))
        drafts.delete(room)
        void bookmarks.remove(room)
      }
      return result
    },
  }
})

/** Only fields that the server offers, and nothing where its own default will do. */
export function fill(form: DataForm, { name, kind, password }: NewRoom): FormSubmission {
  const wanted: Record<string, string | boolean> = {
    'muc#roomconfig_roomname': name,
    'muc#roomconfig_persistentroom': true,
    'muc#roomconfig_publicroom': kind === 'public',
    'muc#roomconfig_membersonly': kind === 'private' && password === '',
    [PROTECTED]: password !== '',
    [SECRET]: password,
  }
  return (form.fields ?? []).flatMap((field) => {
    if (!field.var || field.type === 'fixed') return []
    const value = Object.hasOwn(wanted, field.var) ? wanted[field.var] : field.value
    return value === undefined ? [] : [{ var: field.var, value, ...(field.type ? { type: field.type } : {}) }]
  })
}
