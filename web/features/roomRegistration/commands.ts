import type { DataForm, FormSubmission } from '#protocol/forms.ts'
import { splitJid } from '#protocol/jid.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { isNickField } from './nickField.ts'

/** Where one registers: with the room itself, or with the service that keeps nicks for all its rooms. */
export interface Desk {
  readonly at: string
  readonly isService: boolean
  /** The nick that is kept for us there. */
  readonly nick?: string
  readonly isRegistered: boolean
  readonly form: DataForm
  readonly instructions?: string
}

/** What a room answers that knows nothing of registration. */
const UNKNOWN = new Set(['service-unavailable', 'feature-not-implemented', 'bad-request', 'not-allowed'])
// XEP-0045 §7.10: what a room asks of everybody. One that is registered shows its form no more.
const PLAIN: DataForm = {
  formType: 'http://jabber.org/protocol/muc#register',
  fields: [{ var: 'muc#register_roomnick', type: 'text-single', required: true }],
  items: [],
}

/** Registering with rooms: a nick that is kept, and the wish to be a member (XEP-0045 §7.10). */
export const roomRegistrationCommands = defineModel('roomRegistrationCommands', (_use, { request }) => {
  async function ask(at: string, isService: boolean): Promise<Result<Desk>> {
    const result = await request('xmpp.muc.register.info', { room: at })
    if (!result.ok) return result
    const { form = PLAIN, registered = false, nick, instructions } = result.value
    return {
      ok: true,
      value: {
        at,
        isService,
        isRegistered: registered,
        form: named(form, nick),
        ...(nick ? { nick } : {}),
        ...(instructions ? { instructions } : {}),
      },
    }
  }

  return {
    /** The desk of a room. COMPAT: ejabberd 23 keeps nicks for its whole room service, and registers them there. */
    async find(room: string): Promise<Result<Desk>> {
      const own = await ask(room, false)
      if (own.ok || !UNKNOWN.has(own.error.condition ?? '')) return own
      const service = await ask(splitJid(room).domain, true)
      return service.ok ? service : own
    },
    /** Membership is the room's alone to give: there is no other desk for it. */
    findForMembership: (room: string): Promise<Result<Desk>> => ask(room, false),
    async register({ at }: Desk, filled: FormSubmission): Promise<Result<true>> {
      const result = await request('xmpp.muc.register', { room: at, form: filled })
      return result.ok ? { ok: true, value: true } : result
    },
  }
})

/** The nick that is kept stands in the form, where it can be changed. */
function named(form: DataForm, nick: string | undefined): DataForm {
  if (!nick) return form
  const fields = form.fields?.map((field) => (isNickField(field.var) ? { ...field, value: nick } : field))
  return { ...form, ...(fields ? { fields } : {}) }
}
