import { expect, test, vi } from 'vitest'
import { sessionModel } from '../features/session/model.ts'
import { FakeGateway } from '../transport/fake.ts'
import { keepParts } from './keepParts.ts'

test('every part is fetched once, long after the start; what fails comes with the next connection', async () => {
  const asked: string[] = []
  let isBroken = false
  vi.stubGlobal('fetch', async (url: string) => {
    if (isBroken) throw new TypeError('Failed to fetch')
    asked.push(url)
    isBroken = url === '/assets/a.js'
    return new Response(url === '/parts.json' ? '["/assets/a.js","/assets/b.css"]' : '')
  })
  const gateway = new FakeGateway()
  const stop = keepParts(gateway.models, 1)
  const { link } = gateway.models.use(sessionModel)
  link.set({ state: 'open' })
  gateway.event('xmpp.session.snapshot', { jid: { user: 'marty', domain: 'hill.test' }, events: [] })
  expect(asked).toEqual([])
  await vi.waitFor(() => expect(asked).toEqual(['/parts.json', '/assets/a.js']))
  link.set({ state: 'broken' })
  isBroken = false
  link.set({ state: 'open' })
  await vi.waitFor(() => expect(asked).toEqual(['/parts.json', '/assets/a.js', '/assets/b.css']))
  stop()
})
