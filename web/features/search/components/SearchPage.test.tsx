import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import type { Result } from '../../../transport/request.ts'
import { roomConfigSlots } from '../../roomConfig/slots.tsx'
import { rosterModel } from '../../roster/model.ts'
import { sessionModel } from '../../session/model.ts'
import { SearchPage } from './SearchPage.tsx'

beforeAll(async () => {
  await import('../../roomConfig/components/DataForm.tsx')
})

const ok = (value: unknown): Result<unknown> => ({ ok: true, value })

function open(jid?: string, answers: Partial<Record<'get' | 'do', Result<unknown>>> = {}) {
  const gateway = new FakeGateway()
  gateway.models.use(sessionModel)
  gateway.models.use(rosterModel)
  gateway.event('xmpp.session.snapshot', { jid: { user: 'doc', domain: 'hill.example' }, events: [] })
  gateway.answer('xmpp.discover.items', () =>
    ok([{ jid: 'rooms.hill.example' }, { jid: 'vjud.hill.example' }]),
  )
  gateway.answer('xmpp.discover.info', (data) =>
    ok((data as { of: string }).of.startsWith('vjud') ? [{ kind: 'feature', var: 'jabber:iq:search' }] : []),
  )
  gateway.answer('xmpp.search.get', () => answers.get ?? ok({ instructions: 'Any', basic: ['first', 'odd'] }))
  gateway.answer('xmpp.search.do', () => answers.do ?? ok({ fields: {}, results: [] }))
  renderPage(<SearchPage {...(jid ? { jid } : {})} />, gateway, roomConfigSlots)
  const sent = (name: string) => gateway.sent.filter(([each]) => each === name).map(([, data]) => data)
  return { gateway, sent, user: userEvent.setup() }
}

test('the directory of one’s own server is found, and asked by its plain fields', async () => {
  const { user, sent } = open()
  await user.type(await screen.findByLabelText('First name'), 'Em*')
  expect(screen.getByLabelText('odd')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Search' }))
  expect(await screen.findByText('Nobody was found')).toBeTruthy()
  expect(sent('xmpp.search.do')).toEqual([{ to: 'vjud.hill.example', basic: { first: 'Em*' } }])
})

test('whoever is found can be added, and empty columns are left out', async () => {
  const form = { items: [], fields: [{ var: 'last', type: 'text-single', label: 'Family' }] }
  const { user, sent } = open('vjud.hill.example', {
    get: ok({ form }),
    do: ok({
      fields: { jid: { label: 'JID', type: 'jid-single' }, last: { label: 'Family' }, fax: { label: 'Fax' } },
      results: [
        { jid: 'Marty@hill.example', last: 'McFly', fax: '' },
        { jid: 'doc@hill.example', last: 'Brown' },
      ],
    }),
  })
  await user.type(await screen.findByLabelText('Family'), 'x')
  await user.click(screen.getByRole('button', { name: 'Search' }))
  expect(await screen.findByText('2 people found')).toBeTruthy()
  expect(sent('xmpp.search.do')).toMatchObject([{ form: [{ var: 'last', value: 'x' }] }])
  expect(screen.getAllByRole('columnheader').map((each) => each.textContent)).toEqual(['JID', 'Family'])
  expect(screen.getByText('You')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Add marty@hill.example to your contacts' }))
  await waitFor(() => expect(sent('xmpp.roster.add')).toMatchObject([{ jid: 'marty@hill.example' }]))
})

test('a server without a directory leads to the way by address', async () => {
  const { gateway } = open('none.example')
  gateway.answer('xmpp.discover.info', () => ok([]))
  renderPage(<SearchPage />, gateway)
  expect(await screen.findByText('This server has no directory of people')).toBeTruthy()
})

test('one that refuses says why', async () => {
  open('vjud.hill.example', {
    get: { ok: false, error: { type: 'cancel', condition: 'service-unavailable' } },
  })
  expect(await screen.findByText(/takes no searches/u)).toBeTruthy()
})
