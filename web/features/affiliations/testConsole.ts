import type { BatchProgress } from '#protocol/affiliations.ts'
import type { ProtocolError } from '#protocol/define.ts'
import type { Affiliation, AffiliationItem } from '#protocol/occupants.ts'
import { FakeGateway } from '../../transport/fake.ts'
import type { Result } from '../../transport/request.ts'
import { mucModel } from '../muc/model.ts'
import { occupantsModel } from '../occupants/model.ts'
import { rosterModel } from '../roster/model.ts'
import { sessionModel } from '../session/model.ts'
import { affiliationLogModel } from './log.ts'

export const ROOM = 'lab@rooms.hill.example'
export const DOC = 'doc@hill.example'
export const jidOf = (bare: string) => {
  const [user, domain = ''] = bare.split('@')
  return domain ? { user, domain } : { domain: user ?? '' }
}
export const refusal = (condition: string): { ok: false; error: ProtocolError } => ({
  ok: false,
  error: { type: 'auth', condition },
})

type Lists = Partial<Record<Affiliation, readonly AffiliationItem[]>>
const LISTS: Lists = {
  owner: [{ affiliation: 'owner', jid: jidOf(DOC) }],
  admin: [{ affiliation: 'admin', jid: jidOf('lorraine@hill.example'), nick: 'Lorraine' }],
  member: [
    { affiliation: 'member', jid: jidOf('marty@hill.example'), nick: 'Marty' },
    { affiliation: 'member', jid: jidOf('strickland@hill.example') },
  ],
  outcast: [{ affiliation: 'outcast', jid: jidOf('biff@hill.example'), reason: 'Manure' }],
}

interface Setting {
  self?: Affiliation
  lists?: Lists
  fails?: Partial<Record<Affiliation, string>>
}

type Batch = {
  room: string
  id: string
  changes: { jid: string; affiliation: Affiliation; reason?: string }[]
}

/** A gateway with a room in it, of which Doc is an owner, and who else is in its lists. */
export function consoleGateway({ self = 'owner', lists = LISTS, fails = {} }: Setting = {}) {
  const gateway = new FakeGateway()
  // What counts down looks at the clock.
  gateway.time = Date.now()
  gateway.answer('xmpp.muc.role.get', () => ({ ok: true, value: [] }))
  for (const token of [sessionModel, rosterModel, mucModel, occupantsModel, affiliationLogModel])
    gateway.models.use<unknown>(token)
  gateway.models.use(sessionModel).link.set({ state: 'open' })
  gateway.event('xmpp.session.snapshot', { jid: jidOf(DOC), events: [] })
  for (const name of ['marty', 'lorraine'])
    gateway.event('xmpp.roster.push', {
      jid: jidOf(`${name}@hill.example`),
      subscription: 'both',
      groups: [],
    })
  const present = (nick: string, more: object) =>
    gateway.event('xmpp.muc.roster', {
      room: ROOM,
      nick,
      present: true,
      affiliation: 'none',
      role: 'participant',
      ...more,
    })
  present('Doc', { self: true, jid: jidOf(DOC), affiliation: self, role: 'moderator', status: [110] })
  const answers: Lists = { ...lists }
  gateway.answer('xmpp.muc.affiliation.get', (data) => {
    const { affiliation } = data as { affiliation: Affiliation }
    const condition = fails[affiliation]
    return condition ? refusal(condition) : { ok: true, value: answers[affiliation] ?? [] }
  })
  /** The batches that came, and what they are answered. */
  const batches: Batch[] = []
  const answerBatch = (answer: (batch: Batch) => Result<BatchProgress> | Promise<Result<BatchProgress>>) =>
    gateway.answer('xmpp.muc.affiliation.batch', (data) => {
      batches.push(data as Batch)
      return answer(data as Batch)
    })
  answerBatch((batch) => ({ ok: true, value: progressOf(batch) }))
  return { gateway, present, fails, answers, batches, answerBatch }
}

/** All accepted but those that are named. */
export function progressOf(
  { room, id, changes }: Batch,
  refused: Record<string, string> = {},
): BatchProgress {
  return {
    room,
    id,
    state: 'done',
    total: changes.length,
    settled: changes.length,
    results: changes.map(({ jid, affiliation }) => {
      const condition = refused[jid]
      return { jid, affiliation, ...(condition ? { error: { type: 'auth', condition } } : {}) }
    }),
  }
}

/** As the browser tells before a reload. */
export const leavePage = () => dispatchEvent(new Event('pagehide'))

/** Before each test: what the one before it staged is remembered by the tab. */
export function forgetTab(): void {
  leavePage()
  sessionStorage.clear()
}
