import type { ChangeResult } from '#protocol/affiliations.ts'
import type { ProtocolError } from '#protocol/define.ts'
import { bareOf } from '#protocol/jid.ts'
import type { Affiliation } from '#protocol/occupants.ts'
import { Failure } from '../xmpp/errors.ts'

export interface Change {
  jid: string
  affiliation: Affiliation
  reason?: string | undefined
}

/** One change of a batch, and where it stands. */
export interface Row {
  readonly change: Change
  readonly jid: string
  /** The same change once more: what comes of this one is what comes of that. */
  readonly twins: Row[]
  state: 'waiting' | 'sent' | 'doubtful' | 'settled'
  /** How often it was asked for in vain. */
  doubts: number
  result: ChangeResult | undefined
}

/** A row for each change; one that says again what was said of that person last is a twin of it. */
export function rowsOf(changes: readonly Change[]): Row[] {
  const latest = new Map<string, Row>()
  return changes.map((change) => {
    const jid = bareOf(change.jid) ?? change.jid
    const row: Row = { change, jid, twins: [], state: 'waiting', doubts: 0, result: undefined }
    const before = latest.get(jid)
    if (before?.change.affiliation === change.affiliation && before.change.reason === change.reason)
      before.twins.push(row)
    else latest.set(jid, row)
    return row
  })
}

/** Where to look for a change. Nobody is listed as having none: they must be missing from all lists. */
export const listsFor = (affiliation: Affiliation): readonly Affiliation[] =>
  affiliation === 'none' ? ['owner', 'admin', 'member', 'outcast'] : [affiliation]

/** Whether the room's lists, as far as it gave them, say that a change took place. */
export function tookPlace(
  { jid, change: { affiliation } }: Row,
  lists: ReadonlyMap<Affiliation, ReadonlySet<string>>,
): boolean {
  const known = listsFor(affiliation).flatMap((each) => lists.get(each) ?? [])
  const isListed = known.some((jids) => jids.has(jid))
  return known.length > 0 && isListed === (affiliation !== 'none')
}

/** No answer: the change may have taken place, or not. */
export const isSilence = ({ condition, reason }: ProtocolError): boolean =>
  reason === 'timeout' || condition === 'remote-server-timeout'

export const errorOf = (failure: unknown): ProtocolError =>
  failure instanceof Failure
    ? failure.error
    : { type: 'cancel', condition: 'internal-server-error', reason: 'internal' }
