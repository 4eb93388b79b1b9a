import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../../session/model.ts'
import { Told } from './Told.tsx'

async function told(condition: string): Promise<string> {
  const gateway = new FakeGateway()
  gateway.models.use(sessionModel).link.set({ state: 'open' })
  gateway.answer('xmpp.vcard.get', () => ({ ok: false, error: { type: 'cancel', condition } }))
  gateway.event('xmpp.session.snapshot', { jid: { user: 'doc', domain: 'hill.example' }, events: [] })
  const { unmount } = renderPage(<Told jid="biff@hill.example" />, gateway)
  const { textContent } = await screen.findByRole('alert')
  unmount()
  return textContent
}

test('a profile that cannot be read is not asked to be changed', async () => {
  expect(await told('not-acceptable')).toMatch(/^The server asks nobody whom you blocked\./u)
  expect(await told('service-unavailable')).toMatch(/^The server keeps no profile/u)
})
