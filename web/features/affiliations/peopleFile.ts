import Papa from 'papaparse'
import type { Affiliation } from '#protocol/occupants.ts'
import { type AddressProblem, parseAddress } from './parseAddresses.ts'

/** A line of a file of people. */
export interface FilePerson {
  readonly jid: string
  readonly affiliation?: Affiliation
  readonly reason?: string
}
export interface FileContent {
  readonly people: readonly FilePerson[]
  readonly wrong: readonly { readonly text: string; readonly problem: AddressProblem | 'rank' }[]
}
export type FileResult = { readonly ok: true; readonly value: FileContent } | { readonly ok: false }

export interface ExportRow {
  readonly jid: string
  readonly affiliation: Affiliation
  readonly name?: string
  readonly nick?: string
  readonly reason?: string
}
const COLUMNS = ['jid', 'affiliation', 'name', 'nick', 'reason'] as const

const WORDS: Readonly<Record<string, keyof FilePerson>> = {
  jid: 'jid',
  address: 'jid',
  'e-mail': 'jid',
  email: 'jid',
  user: 'jid',
  affiliation: 'affiliation',
  rank: 'affiliation',
  reason: 'reason',
  note: 'reason',
}
const RANKS: Readonly<Record<string, Affiliation>> = {
  owner: 'owner',
  admin: 'admin',
  administrator: 'admin',
  member: 'member',
  none: 'none',
  guest: 'none',
  outcast: 'outcast',
  banned: 'outcast',
  ban: 'outcast',
}

/** A CSV or a JSON file of people; with a heading, or with addresses in its first column. */
export function readPeopleFile(text: string): FileResult {
  const content = text.replace(/^\ufeff/u, '').trim()
  return /^[[{]/u.test(content) ? readJson(content) : readCsv(content)
}

function readJson(text: string): FileResult {
  try {
    const data: unknown = JSON.parse(text)
    const rows = Array.isArray(data) ? data : undefined
    return rows ? { ok: true, value: collect(rows.map(recordOf)) } : { ok: false }
  } catch {
    return { ok: false }
  }
}

function readCsv(text: string): FileResult {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' })
  const [first = [], ...rest] = data
  const named = first.map((cell) => WORDS[cell.trim().toLowerCase()])
  if (!named.includes('jid')) return { ok: true, value: collect(data.map(([jid = '']) => ({ jid }))) }
  const records = rest.map((cells) =>
    Object.fromEntries(named.flatMap((name, at) => (name ? [[name, cells[at] ?? '']] : []))),
  )
  return { ok: true, value: collect(records) }
}

type Raw = Readonly<Record<string, string>>

function recordOf(item: unknown): Raw {
  if (typeof item === 'string') return { jid: item }
  if (typeof item !== 'object' || item === null) return { jid: JSON.stringify(item) }
  return Object.fromEntries(
    Object.entries(item).flatMap(([key, value]) => {
      const name = WORDS[key.toLowerCase()]
      return name && typeof value === 'string' ? [[name, value]] : []
    }),
  )
}

function collect(records: readonly Raw[]): FileContent {
  const people = new Map<string, FilePerson>()
  const wrong: FileContent['wrong'][number][] = []
  for (const { jid: text = '', affiliation: rank = '', reason = '' } of records) {
    const affiliation = RANKS[rank.trim().toLowerCase()]
    const found = parseAddress(text, true)
    if ('problem' in found) wrong.push(found)
    else if (rank.trim() !== '' && affiliation === undefined)
      wrong.push({ text: `${found.jid} ${rank.trim()}`, problem: 'rank' })
    else
      people.set(found.jid, {
        jid: found.jid,
        ...(affiliation ? { affiliation } : {}),
        ...(reason.trim() ? { reason: reason.trim().replace(ESCAPED, '') } : {}),
      })
  }
  return { people: [...people.values()], wrong }
}

// A spreadsheet takes what begins with one of these for a formula.
const FORMULA = /^[=+\-@\t\r]/u
const ESCAPED = /^'(?=[=+\-@])/u

export function writeCsv(rows: readonly ExportRow[]): string {
  return `\ufeff${Papa.unparse([...rows], { columns: [...COLUMNS], escapeFormulae: FORMULA, newline: '\r\n' })}\r\n`
}

export function writeJson(rows: readonly ExportRow[]): string {
  return `${JSON.stringify(rows, [...COLUMNS], 2)}\n`
}
