import type { FakeGateway } from '../../transport/fake.ts'
import type { Result } from '../../transport/request.ts'

export const LAB = 'lab@rooms.hill.example'

/** What disco#info says of a room. */
export function infoOf(name: string, ...features: string[]): Result<unknown> {
  return {
    ok: true,
    value: [
      { kind: 'identity', category: 'conference', type: 'text', name },
      ...features.map((feature) => ({ kind: 'feature', var: feature })),
    ],
  }
}

export const refuse = (reason: string, more: object = {}): Result<unknown> => ({
  ok: false,
  error: { type: 'auth', reason, ...more } as never,
})

export const joined = (nick = 'doc'): Result<unknown> => ({
  ok: true,
  value: { room: LAB, nick, self: { affiliation: 'member', role: 'participant' }, status: [110] },
})

/** Signed in as Doc. */
export function signIn(gateway: FakeGateway): void {
  gateway.event('xmpp.session.snapshot', {
    jid: { user: 'doc', domain: 'hill.example', resource: 'page' },
    events: [],
  })
}

/** The room tells that we are inside. */
export function comeIn(gateway: FakeGateway, more: object = {}): void {
  gateway.event('xmpp.muc.roster', {
    room: LAB,
    nick: 'doc',
    present: true,
    self: true,
    affiliation: 'member',
    role: 'participant',
    status: [110],
    ...more,
  })
}

/** The room tells that we are out. */
export function goOut(gateway: FakeGateway, more: object = {}): void {
  gateway.event('xmpp.muc.roster', {
    room: LAB,
    nick: 'doc',
    present: false,
    self: true,
    role: 'none',
    status: 'unavailable',
    ...more,
  })
}

export const commandsSent = (gateway: FakeGateway, name: string): unknown[] =>
  gateway.sent.filter(([sent]) => sent === name).map(([, data]) => data)
