import { act } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { presenceModel } from '../../presence/model.ts'
import { rosterModel } from '../model.ts'
import { MutualRequests } from './MutualRequests.tsx'

const DOC = { user: 'doc', domain: 'hill.example' }
let gateway: FakeGateway

beforeEach(() => {
  gateway = new FakeGateway()
  gateway.models.use(rosterModel)
  gateway.models.use(presenceModel)
  renderPage(<MutualRequests />, gateway)
})

const tell = (name: string, data: object) => act(async () => gateway.event(name, data))
const granted = () => gateway.sent.filter(([name]) => name === 'xmpp.presence.subscribed')

test('who answers one’s own request with theirs is let in without a question', async () => {
  await tell('xmpp.roster.push', { jid: DOC, subscription: 'none', ask: 'subscribe' })
  await tell('xmpp.presence.subscribe', { from: DOC })
  expect(granted()).toEqual([['xmpp.presence.subscribed', { to: 'doc@hill.example' }]])
})

test('whom one did not ask waits for an answer', async () => {
  await tell('xmpp.presence.subscribe', { from: DOC })
  await tell('xmpp.roster.push', { jid: DOC, subscription: 'none' })
  expect(granted()).toEqual([])
  expect([...gateway.models.use(presenceModel).requests.keys()]).toEqual(['doc@hill.example'])
})
