import { expect, test, vi } from 'vitest'
import { chatWith } from '../../lib/conversation.ts'
import { dismissToasts, shownToasts } from '../../lib/toasts.ts'
import { FakeGateway } from '../../transport/fake.ts'
import { conversationsModel } from '../conversations/model.ts'
import { presenceModel } from '../presence/model.ts'
import { rosterModel } from '../roster/model.ts'
import { sessionModel } from '../session/model.ts'
import { commandModel } from './model.ts'

const BOT = 'bot@hill.example'
const from = (user: string, resource?: string) => ({
  user,
  domain: 'hill.example',
  ...(resource ? { resource } : {}),
})

function begin() {
  dismissToasts()
  const gateway = new FakeGateway()
  for (const model of [sessionModel, presenceModel, rosterModel])
    gateway.models.use(model as typeof sessionModel)
  const conversations = gateway.models.use(conversationsModel)
  const roster = gateway.models.use(rosterModel)
  const jid = from('doc')
  const events = [['xmpp.roster.push', { jid: from('bot'), name: 'Bot', subscription: 'both' }]]
  gateway.event('xmpp.session.snapshot', { jid, events })
  gateway.answer('xmpp.command.list', (data) => ({
    ok: true,
    value: (data as { to: string }).to.includes('/') ? [{ node: 'x', name: 'Dance' }] : [],
  }))
  gateway.models.use(commandModel)
  const asked = () =>
    gateway.sent.flatMap(([name, data]) =>
      name === 'xmpp.command.list' ? [(data as { to: string }).to] : [],
    )
  const items = (who: string) => [...roster.personActions].flatMap((itemsFor) => itemsFor(who))
  return { gateway, conversations, asked, items }
}

test('a contact’s menu has their commands once they are known, whenever the device came', async () => {
  const { gateway, conversations, asked, items } = begin()
  gateway.event('xmpp.presence', { from: from('other', 'x') })
  conversations.open(chatWith(BOT))
  await vi.waitFor(() => expect(asked()).toEqual([BOT]))
  expect(items(BOT)).toEqual([])
  gateway.event('xmpp.presence', { from: from('bot', 'home') })
  await vi.waitFor(() => expect(items(BOT)).toMatchObject([{ id: 'commands', label: 'Commands' }]))
  expect(asked()).toEqual([BOT, BOT, `${BOT}/home`])
  // The same device in another mood is no news.
  gateway.event('xmpp.presence', { from: from('bot', 'home'), show: 'away' })
  expect(asked()).toHaveLength(3)
})

test('a stranger is asked nothing', async () => {
  const { conversations, asked } = begin()
  conversations.open(chatWith('stranger@hill.example'))
  await Promise.resolve()
  expect(asked()).toEqual([])
})

test('an announcement of a contact is told, a stranger’s is not', async () => {
  const { gateway } = begin()
  const announce = (who: string) =>
    gateway.event('xmpp.command.list', [{ node: 'x', name: 'Dance', jid: who, from: who }])
  announce('stranger@hill.example/x')
  announce(`${BOT}/home`)
  await vi.waitFor(() => expect(shownToasts().map(({ text }) => text)).toEqual(['Bot offers you 1 command.']))
  location.hash = ''
  shownToasts()[0]?.action?.perform()
  expect(location.hash).toBe('#/commands/bot%40hill.example')
})
