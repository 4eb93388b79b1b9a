import type { ProtocolError } from '#protocol/define.ts'
import { type Reference, readReference } from './reference.ts'

/** What the reference says that a command may be refused with. */
export type Documented = ReadonlyMap<string, { words: ReadonlySet<string>; reasons: ReadonlySet<string> }>

/** RFC 6120 §8.3.3: what any server may say to anything. */
const CONDITIONS = new Set([
  'bad-request',
  'conflict',
  'feature-not-implemented',
  'forbidden',
  'gone',
  'internal-server-error',
  'item-not-found',
  'jid-malformed',
  'not-acceptable',
  'not-allowed',
  'not-authorized',
  'policy-violation',
  'recipient-unavailable',
  'redirect',
  'registration-required',
  'remote-server-not-found',
  'remote-server-timeout',
  'resource-constraint',
  'service-unavailable',
  'subscription-required',
  'undefined-condition',
  'unexpected-request',
])

/** What a page may be told of any command, as a sentence of its own. */
const ANYWHERE = new Set([
  'timeout',
  'remote-timeout',
  'forbidden',
  'not-allowed',
  'not-found',
  'unsupported',
  'busy',
])

export async function readDocumented(): Promise<Documented> {
  return documentedIn(await readReference())
}

function documentedIn({ slices }: Reference): Documented {
  const commands = slices.flatMap(({ entries }) => entries).filter(({ kind }) => kind === 'command')
  return new Map(
    commands.map(({ name, refusals, text, cases }) => {
      const heard = cases.flatMap(({ ack }) => (ack?.[0] ? [ack[0] as ProtocolError] : []))
      const all = [...refusals, ...(text.errors ?? []), ...heard]
      return [
        name,
        {
          words: new Set(all.flatMap(({ description }) => description ?? [])),
          reasons: new Set(all.flatMap(({ reason }) => reason ?? [])),
        },
      ]
    }),
  )
}

/** Whether a refusal is one that the pages tell of: the gateway's by its words, the server's by its condition. */
export function isDocumented(documented: Documented, name: string, error: ProtocolError): boolean {
  const { condition = '', description = '', reason } = error
  if (condition === 'client-error') return documented.get(name)?.words.has(description) === true
  if (!CONDITIONS.has(condition)) return false
  return reason === undefined || ANYWHERE.has(reason) || documented.get(name)?.reasons.has(reason) === true
}
