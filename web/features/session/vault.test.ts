import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import { FakeGateway } from '../../transport/fake.ts'
import { vaultModel } from './vault.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

const row = { key: 'a', group: 'g', order: 1, value: 'Hello' }
function page(user: string) {
  const gateway = new FakeGateway()
  const connect = () =>
    gateway.event('xmpp.connection', {
      status: 'online',
      jid: { user, domain: 'hill.example', resource: 'web' },
    })
  return { gateway, connect, model: gateway.models.use(vaultModel) }
}

test('nothing is opened before it is known whose it is; then it is that account’s', async () => {
  const { model, connect } = page('marty')
  const opening = model.vault()
  expect(await Promise.race([opening, new Promise((resolve) => setTimeout(resolve, 20, 'waits'))])).toBe(
    'waits',
  )
  expect(await indexedDB.databases()).toEqual([])
  connect()
  await (await opening)?.put('outbox', [row])
  expect(await model.vault()).toBe(await opening)
  const biff = page('biff')
  biff.connect()
  expect(await (await biff.model.vault())?.all('outbox')).toEqual([])
})

test('a session that ended leaves what is kept for the next one, a sign-out does not', async () => {
  const first = page('marty')
  first.connect()
  await (await first.model.vault())?.put('outbox', [row])
  first.gateway.event('xmpp.session.state', { state: 'ended', reason: 'replaced' })
  const second = page('marty')
  second.connect()
  expect(await (await second.model.vault())?.all('outbox')).toEqual([row])
  await second.model.destroy()
  expect(await indexedDB.databases()).toEqual([])
})
