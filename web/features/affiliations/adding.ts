import type { Affiliation } from '#protocol/occupants.ts'
import type { Entry } from './entry.ts'
import { type ParsedAddresses, parseAddress } from './parseAddresses.ts'
import type { FilePerson } from './peopleFile.ts'
import type { Wish } from './staged.ts'

export interface Plan {
  readonly wishes: readonly Wish[]
  /** How many are that already. */
  readonly same: number
}

/** What comes of what was pasted and read from files: a file's own rank and reason win. */
export function planOf(
  parsed: ParsedAddresses,
  files: readonly FilePerson[],
  rows: { get(jid: string): Entry | undefined },
  rank: Affiliation,
  reason: string,
): Plan {
  const people = new Map<string, FilePerson>()
  for (const jid of parsed.jids) people.set(jid, { jid })
  for (const person of files) people.set(person.jid, person)
  const all = [...people.values()].map(
    (person): Wish => ({
      jid: person.jid,
      to: person.affiliation ?? rank,
      ...((person.reason ?? reason) ? { reason: person.reason ?? reason } : {}),
    }),
  )
  const wishes = all.filter(({ jid, to }) => (rows.get(jid)?.affiliation ?? 'none') !== to)
  return { wishes, same: all.length - wishes.length }
}

/** The text with this address on a line of its own, or without any line that is this address. */
export function withAddress(text: string, jid: string, isOn: boolean): string {
  if (isOn) return text.trim() === '' ? `${jid}\n` : `${text.replace(/\n*$/u, '\n')}${jid}\n`
  return text
    .split('\n')
    .map((line) =>
      line
        .split(/(?<=[,;])/u)
        .filter((piece) => {
          const found = parseAddress(piece)
          return !('jid' in found) || found.jid !== jid
        })
        .join(''),
    )
    .filter((line, at, all) => line.trim() !== '' || at === all.length - 1)
    .join('\n')
}
