import { beforeEach, expect, test } from 'vitest'
import type { EventData, EventName } from '#protocol/index.ts'
import { Snapshot } from './snapshot.ts'

const MARTY = { user: 'marty', domain: 'hill.example' }
const DOC = { user: 'doc', domain: 'hill.example' }
const BIFF = { user: 'biff', domain: 'hill.example' }
const face = (id: string) => [{ id, type: 'image/png', bytes: '88' }]

let snapshot: Snapshot
const tell = <N extends EventName>(name: N, data: EventData<N>) => snapshot.observe(name, data)
const kept = () => snapshot.events().filter(([name]) => name === 'xmpp.avatar.push.metadata')

beforeEach(() => {
  snapshot = new Snapshot()
  tell('xmpp.connection', { status: 'online', jid: { ...MARTY, resource: 'r1' } })
  tell('xmpp.roster.push', { jid: DOC, subscription: 'both' })
})

test('a new tab is told the latest picture of each contact and of oneself', () => {
  tell('xmpp.avatar.push.metadata', { from: DOC, avatars: face('a') })
  tell('xmpp.avatar.push.metadata', { from: MARTY, avatars: face('m') })
  tell('xmpp.avatar.push.metadata', { from: DOC, disabled: true })
  expect(kept()).toEqual([
    ['xmpp.avatar.push.metadata', { from: DOC, disabled: true }],
    ['xmpp.avatar.push.metadata', { from: MARTY, avatars: face('m') }],
  ])
})

test('of strangers, and of who is no contact any more, nothing is kept', () => {
  tell('xmpp.avatar.push.metadata', { from: BIFF, avatars: face('b') })
  tell('xmpp.avatar.push.metadata', { from: DOC, avatars: face('a') })
  tell('xmpp.roster.push', { jid: DOC, subscription: 'remove' })
  expect(kept()).toEqual([])
})
