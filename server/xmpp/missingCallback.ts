import type { ProtocolError } from '#protocol/define.ts'
import type { CommandName } from '#protocol/index.ts'
import { clientError } from './errors.ts'

// XMPP-FTW has other words for it here.
const WORDS = new Map<CommandName, string>([
  ['xmpp.http.confirm', 'Callback should be a function'],
  ['xmpp.http.deny', 'Callback should be a function'],
])
// XMPP-FTW does not quote the payload of these two.
const UNQUOTED = new Set<CommandName>(['xmpp.roster.get', 'xmpp.ping'])

/** What an event is told that comes without the callback it needs, or with one that is none. */
export const missingCallback = (name: CommandName, payload: unknown): ProtocolError =>
  clientError(WORDS.get(name) ?? 'Missing callback', UNQUOTED.has(name) ? undefined : payload)
