import { beforeEach, expect, test } from 'vitest'
import { chatWith } from '../../lib/conversation.ts'
import { tabMemory } from '../../lib/storage.ts'
import { FakeGateway } from '../../transport/fake.ts'
import { draftsModel } from './drafts.ts'

const DOC = chatWith('doc@hill.example')

beforeEach(() => tabMemory.clear())

function draftsOf(user: string) {
  const gateway = new FakeGateway()
  const drafts = gateway.models.use(draftsModel)
  gateway.event('xmpp.session.snapshot', { jid: { user, domain: 'hill.example' }, events: [] })
  return drafts
}

test('a draft outlives the page, and is found by nobody else who signs in there', () => {
  draftsOf('marty').set(DOC, 'Great Scott')
  expect(draftsOf('biff').get(DOC)).toBe('')
  expect(draftsOf('marty').get(DOC)).toBe('Great Scott')
})
