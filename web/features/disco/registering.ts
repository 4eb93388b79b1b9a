import type { DataForm, FormField, FormSubmission } from '#protocol/forms.ts'
import { t } from '../../lib/i18n.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'

/** What a service wants to know of those who register with it. */
export interface Desk {
  readonly isRegistered: boolean
  readonly form: DataForm
  /** The form is ours: the service knows these three fields alone. */
  readonly isPlain: boolean
  /** A place on the web to do it instead. */
  readonly url?: string
}

const FIELDS = [
  ['username', 'text-single'],
  ['password', 'text-private'],
  ['email', 'text-single'],
] as const

/** Registering with services: gateways, directories, nicks (XEP-0077 §3). */
export const registeringCommands = defineModel('registeringCommands', (_use, { request }) => ({
  async ask(to: string): Promise<Result<Desk>> {
    const result = await request('xmpp.register.get', { to })
    if (!result.ok) return result
    const { form, instructions, registered = false, oob, ...given } = result.value
    const fields = FIELDS.flatMap(([name, type]): FormField[] => {
      const value = given[name]
      if (value === undefined) return []
      const known = typeof value === 'string' && type !== 'text-private' ? { value } : {}
      return [{ var: name, type, label: t(`disco:register.${name}`), required: true, ...known }]
    })
    const plain = { fields, items: [], ...(instructions ? { instructions } : {}) }
    const url = oob?.url
    return {
      ok: true,
      value: {
        isRegistered: registered,
        form: form ?? plain,
        isPlain: form === undefined,
        ...(url ? { url } : {}),
      },
    }
  },
  register(to: string, { isPlain }: Desk, filled: FormSubmission): Promise<Result<unknown>> {
    if (!isPlain) return request('xmpp.register.set', { to, form: filled })
    const values = Object.fromEntries(filled.map(({ var: name, value }) => [name, String(value ?? '')]))
    return request('xmpp.register.set', { to, form: undefined, ...values })
  },
  unregister: (to: string): Promise<Result<unknown>> =>
    request('xmpp.register.unregister', { to, form: undefined }),
}))
