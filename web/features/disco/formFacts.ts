import type { DataForm, FormField, FormValue } from '#protocol/forms.ts'
import { hasWords, t } from '../../lib/i18n.ts'
import { uniqueNames } from '../../lib/uniqueNames.ts'

export interface Fact {
  readonly label: string
  readonly values: readonly string[]
  /** A number of bytes. */
  readonly isSize: boolean
}

/** What forms tell beside the features (XEP-0128): contact addresses, limits, what a room is. */
export function factsOf(forms: readonly DataForm[]): Fact[] {
  const facts = forms.flatMap((form) => (form.fields ?? []).flatMap(factOf))
  const labels = uniqueNames(facts.map(({ label }) => label))
  return facts.map((fact, index) => ({ ...fact, label: labels[index] ?? fact.label }))
}

function factOf({ var: name, type, label, value, options }: FormField): Fact[] {
  if (name === undefined || type === 'hidden' || type === 'fixed') return []
  const values = valuesOf(value).map(
    (each) => options?.find((option) => option.value === each)?.label || each,
  )
  if (values.length === 0) return []
  // Ours where we have words; the entity's own label; or the bare name, which says more than nothing.
  const word = `disco:field.${name.replace(/^.*[#:}]/u, '')}`
  return [{ label: hasWords(word) ? t(word) : label || name, values, isSize: name === 'max-file-size' }]
}

function valuesOf(value: FormValue | undefined): string[] {
  if (value === undefined) return []
  if (typeof value === 'boolean') return [t(value ? 'disco:yes' : 'disco:no')]
  return (Array.isArray(value) ? value : [String(value)]).filter((each) => each.trim() !== '')
}

/** 10 MB, 512 kB: whole, as a limit is spoken of. */
export function sizeWords(bytes: string): string {
  const size = Number(bytes)
  if (!Number.isFinite(size) || size <= 0) return bytes
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length - 1, Math.floor(Math.log2(size) / 10))
  return `${Math.round((size / 1024 ** power) * 10) / 10} ${units[power]}`
}

/** Where a value leads: to a person here, to a mail, to a page. Anything else leads nowhere. */
export function leadsTo(value: string): { to: 'chat' | 'outside'; target: string } | undefined {
  const jid = /^xmpp:([^?\s]+)(?:\?|$)/iu.exec(value)?.[1]
  if (jid?.includes('@')) return { to: 'chat', target: decoded(jid) }
  return /^(?:https?:\/\/|mailto:)[^\s"<>]+$/iu.test(value) ? { to: 'outside', target: value } : undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
