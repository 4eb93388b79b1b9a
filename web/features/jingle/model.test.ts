import { beforeEach, expect, test, vi } from 'vitest'
import { chatWith } from '../../lib/conversation.ts'
import { dismissToasts, shownToasts } from '../../lib/toasts.ts'
import { FakeGateway } from '../../transport/fake.ts'
import { timelineModel } from '../timeline/model.ts'
import { jingleModel } from './model.ts'

const DOC = { user: 'doc', domain: 'hill.example' }
const voice = { name: 'voice', description: { descType: 'rtp', media: 'audio' } }

beforeEach(dismissToasts)

function begin() {
  const gateway = new FakeGateway()
  const timeline = gateway.models.use(timelineModel)
  gateway.models.use(jingleModel)
  gateway.event('xmpp.roster.push', { jid: DOC, subscription: 'both', name: 'Doc' })
  const call = (from: string, action: string, contents: object[] = [voice]) =>
    gateway.event('xmpp.jingle.request', {
      from,
      type: 'set',
      id: 'j1',
      jingle: { sid: 's', action, contents },
    })
  const told = (jid: string) =>
    [...timeline.of(chatWith(jid)).entries.keys()].map(
      (key) => timeline.of(chatWith(jid)).entries.get(key)?.text,
    )
  return { gateway, call, told }
}

test('a contact who calls is told of, in their conversation and beside it; nothing is answered by the page', async () => {
  const { gateway, call, told } = begin()
  call('doc@hill.example/car', 'session-initiate')
  const words = 'Doc called you. Hoverboard cannot take calls.'
  await vi.waitFor(() => expect(told('doc@hill.example')).toEqual([words]))
  expect(shownToasts()).toMatchObject([{ text: words }])
  expect(gateway.sent).toEqual([])
})

test('what is no call is not called one', async () => {
  const { call, told } = begin()
  call('doc@hill.example/car', 'session-initiate', [{ name: 'file' }])
  await vi.waitFor(() => expect(told('doc@hill.example')[0]).toMatch(/^Doc offered you something/u))
})

test('neither strangers nor what follows a call are worth a word', async () => {
  const { call, told } = begin()
  call('biff@hill.example/car', 'session-initiate')
  call('doc@hill.example/car', 'session-terminate')
  call('doc@hill.example/car', 'session-initiate')
  await vi.waitFor(() => expect(told('doc@hill.example')).toHaveLength(1))
  expect(told('biff@hill.example')).toEqual([])
})
