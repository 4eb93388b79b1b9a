import type { DataForm, FormField } from '#protocol/forms.ts'
import { hasWords, t } from '../../lib/i18n.ts'
import { isOn, textOf, type Values } from './formValues.ts'

export const SECRET = 'muc#roomconfig_roomsecret'
export const PROTECTED = 'muc#roomconfig_passwordprotectedroom'
const MODERATED = 'muc#roomconfig_moderatedroom'
const SPEAK_BY_DEFAULT = 'members_by_default'
const WHOSE_PRESENCE = 'muc#roomconfig_presencebroadcast'

// What most people look for, in the order in which they do: our word for it, and the server's name.
const identity = [
  ['name', 'muc#roomconfig_roomname'],
  ['description', 'muc#roomconfig_roomdesc'],
] as const
const rules = [
  ['membersOnly', 'muc#roomconfig_membersonly'],
  ['listed', 'muc#roomconfig_publicroom'],
  ['persistent', 'muc#roomconfig_persistentroom'],
  ['moderated', MODERATED],
  ['whois', 'muc#roomconfig_whois'],
  ['subject', 'muc#roomconfig_changesubject'],
  ['invites', 'muc#roomconfig_allowinvites'],
  ['history', 'muc#roomconfig_historylength'],
] as const
const common = [...identity, ...rules]

const find = (form: DataForm, name: string) => form.fields?.find((field) => field.var === name)

/** Those of the common settings that this server offers, with our words in place of its own. */
function offered(form: DataForm, settings: readonly (readonly [string, string])[]): FormField[] {
  return settings.flatMap(([word, name]) => {
    const field = find(form, name)
    return field && field.type !== 'hidden' ? [inOurWords(field, word)] : []
  })
}

export const identityFields = (form: DataForm) => offered(form, identity)
export const ruleFields = (form: DataForm) => offered(form, rules)

function inOurWords(field: FormField, word: string): FormField {
  const hint = `roomConfig:hint.${word}`
  const options = field.options?.map((option) => {
    const words = `roomConfig:option.${word}.${option.value}`
    return hasWords(words) ? { ...option, label: t(words) } : option
  })
  const { description: _description, ...rest } = field
  return {
    ...rest,
    label: t(`roomConfig:setting.${word}`),
    ...(hasWords(hint) ? { description: t(hint) } : {}),
    ...(options ? { options } : {}),
  }
}

/** Everything else, in the server's own words; headings above nothing are left out. */
export function otherFields(form: DataForm): FormField[] {
  const known = new Set<string>([...common.map(([, name]) => name), SECRET, PROTECTED])
  const rest = (form.fields ?? []).filter((field) => field.var === undefined || !known.has(field.var))
  const isHeading = (field: FormField | undefined) => field?.type === 'fixed'
  return rest.filter((field, index) => !isHeading(field) || !isHeadingOrEnd(rest, index + 1, isHeading))
}

function isHeadingOrEnd(
  fields: readonly FormField[],
  index: number,
  isHeading: (field: FormField | undefined) => boolean,
): boolean {
  const next = fields.slice(index).find((field) => field.type !== 'hidden')
  return next === undefined || isHeading(next)
}

export const hasPasswordField = (form: DataForm): boolean => find(form, SECRET) !== undefined

/**
 * Whether the room is to have a password. COMPAT: Prosody 0.12 and 13 have no field for it; there a room with a secret has one.
 */
export function isProtected(form: DataForm, values: Values): boolean {
  if (values[PROTECTED] !== undefined) return isOn(values[PROTECTED])
  return find(form, PROTECTED) === undefined && textOf(values[SECRET]) !== ''
}

/** The values with the password on or off; what was typed is kept until it is saved as off. */
export function withProtection(values: Values, on: boolean): Values {
  return { ...values, [PROTECTED]: on }
}

/**
 * COMPAT: ejabberd 23 makes rooms moderated, and whether newcomers may speak in them is a field of its own. Read and
 * written together: our one setting says whether newcomers only read. COMPAT: Prosody 0.12 never answers a form that
 * shows nobody's presence.
 */
export function adapted(form: DataForm): DataForm {
  const mayAllSpeak = find(form, SPEAK_BY_DEFAULT)
  if (mayAllSpeak === undefined && find(form, WHOSE_PRESENCE) === undefined) return form
  return {
    ...form,
    fields: form.fields?.map((field) => {
      if (field.var === WHOSE_PRESENCE) return { ...field, required: true as const }
      if (mayAllSpeak === undefined) return field
      if (field.var === SPEAK_BY_DEFAULT) return { ...field, type: 'hidden' }
      if (field.var !== MODERATED) return field
      return { ...field, value: isOn(field.value) && !isOn(mayAllSpeak.value) }
    }),
  }
}

/** What goes out: a room without a password must not keep an old secret. */
export function settled(form: DataForm, values: Values): Values {
  const open: Values = hasPasswordField(form) && !isProtected(form, values) ? { [SECRET]: '' } : {}
  const speak: Values = find(form, SPEAK_BY_DEFAULT) ? { [SPEAK_BY_DEFAULT]: !isOn(values[MODERATED]) } : {}
  return { ...values, ...open, ...speak }
}

/** A password that was turned on and not given. */
export function isPasswordMissing(form: DataForm, values: Values): boolean {
  return hasPasswordField(form) && isProtected(form, values) && textOf(values[SECRET]) === ''
}
