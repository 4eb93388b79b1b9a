import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, expect, test } from 'vitest'
import type { CommandStage } from '#protocol/command.ts'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import type { Result } from '../../../transport/request.ts'
import { presenceModel } from '../../presence/model.ts'
import { roomConfigSlots } from '../../roomConfig/slots.tsx'
import { sessionModel } from '../../session/model.ts'
import { CommandsPage } from './CommandsPage.tsx'

beforeAll(async () => {
  await import('../../roomConfig/components/DataForm.tsx')
})

const BOT = 'bot.hill.example'
const ok = (value: unknown): Result<unknown> => ({ ok: true, value })
const refuse = (condition: string, narrow?: string): Result<unknown> => ({
  ok: false,
  error: { type: 'cancel', condition, ...(narrow ? { application: { condition: narrow } } : {}) },
})
const form = (name: string, more: object = {}) => ({
  items: [],
  fields: [{ var: name, type: 'text-single', label: name, ...more }],
})
const executing = (more: Partial<CommandStage>) => ok({ status: 'executing', sessionId: 's', ...more })

function open(jid = BOT) {
  const gateway = new FakeGateway()
  gateway.models.use(sessionModel)
  gateway.models.use(presenceModel)
  gateway.event('xmpp.session.snapshot', { jid: { user: 'doc', domain: 'hill.example' }, events: [] })
  gateway.answer('xmpp.command.list', () => ok([{ node: 'config', name: 'Configure' }, { node: 'bare' }]))
  const view = renderPage(<CommandsPage jid={jid} />, gateway, roomConfigSlots)
  const steps = () =>
    gateway.sent.flatMap(([name, data]) =>
      name === 'xmpp.command.do' ? [data as { action: string; form?: object[]; sessionId?: string }] : [],
    )
  const answer = (...answers: Result<unknown>[]) =>
    gateway.answer('xmpp.command.do', () => answers.shift() ?? ok({ status: 'canceled' }))
  return { ...view, gateway, steps, answer, user: userEvent.setup() }
}
const dialog = () => screen.findByRole('dialog', { hidden: true })
/** In the dialog while there is one; the page around it has a way back of its own. */
const here = () => {
  const open = screen.queryByRole('dialog', { hidden: true })
  return open ? within(open.querySelector<HTMLElement>('[data-actions]') ?? open) : screen
}
const press = async (user: ReturnType<typeof userEvent.setup>, name: string) => {
  await waitFor(() => expect(here().queryByRole('button', { name, hidden: true })).toBeTruthy())
  await user.click(here().getByRole('button', { name, hidden: true }))
}

test('three steps, there and back: what the service allows is what is offered', async () => {
  const { user, steps, answer } = open()
  answer(
    executing({ actions: { execute: 'next', values: ['next'] }, form: form('first') }),
    executing({ actions: { execute: 'complete', values: ['prev', 'complete'] }, form: form('second') }),
    executing({ actions: { execute: 'next', values: ['next'] }, form: form('first', { value: 'kept' }) }),
    executing({ actions: { execute: 'complete', values: ['prev', 'complete'] }, form: form('second') }),
    ok({ status: 'completed', notes: [{ type: 'warn', description: 'It is on now' }] }),
  )
  await press(user, 'Configure')
  await user.type(await screen.findByLabelText('first'), 'httpd')
  expect(here().queryByRole('button', { name: 'Back', hidden: true })).toBeNull()
  expect(here().queryByRole('button', { name: 'Finish', hidden: true })).toBeNull()
  await press(user, 'Next')
  await screen.findByLabelText('second')
  expect(here().queryByRole('button', { name: 'Next', hidden: true })).toBeNull()
  await press(user, 'Back')
  expect((await screen.findByLabelText<HTMLInputElement>('first')).value).toBe('kept')
  await press(user, 'Next')
  await user.type(await screen.findByLabelText('second'), 'on{Enter}')
  expect((await dialog()).textContent).toContain('It is on now')
  expect(steps().map(({ action }) => action)).toEqual(['execute', 'next', 'prev', 'next', 'complete'])
  expect(steps()[1]).toMatchObject({ form: [{ var: 'first', value: 'httpd' }], sessionId: 's' })
  expect(steps()[4]).toMatchObject({ form: [{ var: 'second', value: 'on' }] })
  await press(user, 'Close')
  await waitFor(() => expect(screen.queryByRole('dialog', { hidden: true })).toBeNull())
  expect(steps()).toHaveLength(5)
})

test('both ways on: Enter takes the default, the other button the other', async () => {
  const { user, steps, answer } = open()
  const both = { execute: 'next', values: ['next', 'complete'] }
  answer(
    executing({ actions: both, form: form('one', { required: true }) }),
    executing({ actions: both, form: form('two') }),
    ok({ status: 'completed' }),
  )
  await press(user, 'Configure')
  await screen.findByLabelText('one')
  // An unfilled form goes nowhere, and the wish is forgotten with it.
  await press(user, 'Finish')
  expect(await screen.findByText('This is needed.')).toBeTruthy()
  await user.type(screen.getByLabelText('one'), 'x{Enter}')
  await screen.findByLabelText('two')
  await press(user, 'Finish')
  expect(await screen.findByText('It is done.')).toBeTruthy()
  expect(steps().map(({ action }) => action)).toEqual(['execute', 'next', 'complete'])
})

test('leaving the dialog ends the session at the service, and so does leaving the page', async () => {
  const { user, steps, answer, unmount } = open()
  answer(executing({ form: form('one') }), ok({ status: 'canceled' }), executing({ form: form('one') }))
  await press(user, 'Configure')
  await screen.findByLabelText('one')
  await press(user, 'Cancel')
  await waitFor(() => expect(steps().at(-1)).toMatchObject({ action: 'cancel', sessionId: 's' }))
  await press(user, 'Configure')
  await screen.findByLabelText('one')
  unmount()
  expect(steps().map(({ action }) => action)).toEqual(['execute', 'cancel', 'execute', 'cancel'])
})

test('a session that the service has forgotten says so, and can be begun again', async () => {
  const { user, answer } = open()
  answer(
    executing({ form: form('one') }),
    refuse('not-allowed', 'session-expired'),
    executing({ form: form('fresh') }),
  )
  await press(user, 'Configure')
  await screen.findByLabelText('one')
  await press(user, 'Finish')
  expect(await screen.findByText(/the service has forgotten it/u)).toBeTruthy()
  await press(user, 'Start again')
  expect(await screen.findByLabelText('fresh')).toBeTruthy()
})

test('answers that are refused stay, with the reason', async () => {
  const { user, answer } = open()
  answer(executing({ form: form('one') }), refuse('bad-request', 'bad-payload'))
  await press(user, 'Configure')
  await user.type(await screen.findByLabelText('one'), 'nonsense')
  await press(user, 'Finish')
  expect(await screen.findByText(/does not accept these answers/u)).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('one').value).toBe('nonsense')
})

test('what comes of it: notes, facts, a table, a link to the web and to nowhere else', async () => {
  const { user, answer } = open()
  answer(
    ok({
      status: 'completed',
      notes: [{ type: 'info', description: 'Two run' }],
      form: {
        title: 'Services',
        fields: [{ var: 'load', label: 'Load', value: '1.21' }],
        reported: [
          { var: 'who', label: 'Who', type: 'jid-single' },
          { var: 'up', label: 'Runs' },
        ],
        items: [
          [
            { var: 'who', value: 'doc@hill.example' },
            { var: 'up', value: 'yes' },
          ],
        ],
      },
      oob: { url: 'javascript:alert(1)' },
    }),
  )
  await press(user, 'Configure')
  const table = within(await screen.findByRole('table', { hidden: true }))
  expect(table.getAllByRole('columnheader', { hidden: true }).map((each) => each.textContent)).toEqual([
    'Who',
    'Runs',
  ])
  expect(table.getByRole('link', { name: 'doc@hill.example', hidden: true })).toBeTruthy()
  expect((await dialog()).textContent).toContain('Load1.21')
  expect(screen.getByText('javascript:alert(1)').closest('a')).toBeNull()
})

test('of a person, each device that offers something', async () => {
  const jid = 'marty@hill.example'
  const gateway = new FakeGateway()
  gateway.models.use(sessionModel)
  gateway.models.use(presenceModel)
  gateway.event('xmpp.session.snapshot', { jid: { user: 'doc', domain: 'hill.example' }, events: [] })
  for (const resource of ['phone', 'bot'])
    gateway.event('xmpp.presence', { from: { user: 'marty', domain: 'hill.example', resource } })
  gateway.answer('xmpp.command.list', (data) =>
    (data as { to: string }).to.endsWith('/bot')
      ? ok([{ node: 'x', name: 'Dance' }])
      : refuse('item-not-found'),
  )
  renderPage(<CommandsPage jid={jid} />, gateway)
  expect(await screen.findByRole('region', { name: 'On their device bot' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Dance' })).toBeTruthy()
  expect(screen.queryByText(/phone/u)).toBeNull()
})

test('nobody has to guess why nothing is there', async () => {
  const { gateway, user } = open()
  gateway.answer('xmpp.command.list', () => refuse('item-not-found'))
  await user.click(await screen.findByRole('button', { name: 'Ask again' }))
  expect(await screen.findByText('No commands here')).toBeTruthy()
  gateway.answer('xmpp.command.list', () => refuse('forbidden'))
  await user.click(screen.getByRole('button', { name: 'Ask again' }))
  expect(await screen.findByText('You may not run this.')).toBeTruthy()
})
