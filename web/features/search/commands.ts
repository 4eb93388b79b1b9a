import type { DataForm, FormField, FormSubmission, FormValue } from '#protocol/forms.ts'
import { bareOf } from '#protocol/jid.ts'
import { hasWords, t } from '../../lib/i18n.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { sessionModel } from '../session/model.ts'

const SEARCH = 'jabber:iq:search'

/** What a directory wants to know. */
export interface Question {
  readonly jid: string
  readonly form: DataForm
  /** The form is ours: the directory knows these fields by their names alone. */
  readonly isPlain: boolean
}

export interface Found {
  /** Bare JID of whoever it is, where the directory says so. */
  readonly jid?: string
  readonly values: readonly string[]
}
export interface Findings {
  readonly columns: readonly string[]
  readonly rows: readonly Found[]
}

/** Looks for people in directories (XEP-0055). */
export const searchCommands = defineModel('searchCommands', (use, { request }) => {
  const session = use(sessionModel)

  async function isDirectory(of: string): Promise<boolean> {
    const info = await request('xmpp.discover.info', { of })
    return info.ok && info.value.some((each) => each.kind === 'feature' && each.var === SEARCH)
  }

  return {
    /** The directory of one's own server; undefined when it has none. */
    async findDirectory(): Promise<Result<string | undefined>> {
      const domain = session.own.get()?.domain
      if (!domain) return { ok: true, value: undefined }
      const items = await request('xmpp.discover.items', { of: domain })
      if (!items.ok) return items
      const candidates = [...new Set(items.value.flatMap(({ jid, node }) => (jid && !node ? [jid] : [])))]
      const answers = await Promise.all(candidates.map(isDirectory))
      return { ok: true, value: candidates.find((_, index) => answers[index]) }
    },
    async ask(jid: string): Promise<Result<Question>> {
      const result = await request('xmpp.search.get', { to: jid })
      if (!result.ok) return result
      const { form, basic = [], instructions } = result.value
      const fields = basic.map((name): FormField => {
        const word = `search:field.${name}`
        return { var: name, type: 'text-single', label: hasWords(word) ? t(word) : name }
      })
      const plain = { fields, items: [], ...(instructions ? { instructions } : {}) }
      return { ok: true, value: { jid, form: form ?? plain, isPlain: form === undefined } }
    },
    async search({ jid: to, isPlain }: Question, filled: FormSubmission): Promise<Result<Findings>> {
      const result = await request(
        'xmpp.search.do',
        isPlain ? { to, basic: basicOf(filled) } : { to, form: filled },
      )
      if (!result.ok) return result
      return { ok: true, value: findingsOf(result.value.fields, result.value.results) }
    },
  }
})

/** Empty fields would ask for those in whom they are empty. */
function basicOf(filled: FormSubmission): Record<string, string> {
  return Object.fromEntries(
    filled.flatMap(({ var: name, value }) => {
      const text = String(value ?? '').trim()
      return text === '' ? [] : [[name, text]]
    }),
  )
}

type Row = Readonly<Record<string, FormValue>>

function findingsOf(
  fields: Readonly<Record<string, { label?: string; type?: string }>>,
  results: readonly Row[],
): Findings {
  const named = Object.keys(fields)
  const keys = named.length > 0 ? named : [...new Set(results.flatMap(Object.keys))]
  const isEmpty = (key: string) => results.every((row) => textOf(row[key]) === '')
  // COMPAT: ejabberd 23 reports a dozen columns of a profile, most of them empty.
  const shown = keys.filter((key) => fields[key]?.type !== 'hidden' && !isEmpty(key))
  const address = keys.find((key) => key === 'jid') ?? keys.find((key) => fields[key]?.type === 'jid-single')
  return {
    columns: shown.map((key) => labelOf(key, fields[key]?.label)),
    rows: results.map((row) => {
      const jid = address === undefined ? undefined : bareOf(textOf(row[address]))
      return { ...(jid ? { jid } : {}), values: shown.map((key) => textOf(row[key])) }
    }),
  }
}

function labelOf(key: string, label: string | undefined): string {
  const word = `search:field.${key}`
  return label || (hasWords(word) ? t(word) : key)
}

function textOf(value: FormValue | undefined): string {
  if (value === undefined) return ''
  return Array.isArray(value) ? value.join('\n') : String(value)
}
