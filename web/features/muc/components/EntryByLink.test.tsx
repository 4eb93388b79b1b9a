import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { enterAs, forgetArrivals, linkPassword, watchArrivals } from '../../../lib/arrival.ts'
import { roomFragment } from '../../../lib/roomLink.ts'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../../session/model.ts'
import { mucModel } from '../model.ts'
import { commandsSent, infoOf, joined, LAB, refuse, signIn } from '../testRoom.ts'
import { EntryPage } from './EntryPage.tsx'

let stop = () => {}
beforeEach(() => localStorage.clear())
afterEach(() => {
  stop()
  forgetArrivals()
})

function come(password: string): void {
  history.replaceState(null, '', roomFragment({ room: LAB, password }))
  stop()
  stop = watchArrivals()
}

async function open(features = ['muc_passwordprotected'], answer = joined()) {
  const gateway = new FakeGateway()
  for (const model of [sessionModel, mucModel]) gateway.models.use<unknown>(model)
  signIn(gateway)
  gateway.answer('xmpp.discover.info', () => infoOf('Lab', ...features))
  gateway.answer('xmpp.muc.join', () => answer)
  renderPage(<EntryPage room={LAB} />, gateway)
  await act(async () => {})
  return { gateway, user: userEvent.setup() }
}
const password = () => screen.getByLabelText<HTMLInputElement>(/^Room password/u)
const enter = () => screen.getByRole('button', { name: 'Join room' })

test('the password of the link waits in its field, hidden, and goes out as it came', async () => {
  come(' 1.21 ')
  const { gateway, user } = await open()
  expect([password().value, password().type]).toEqual([' 1.21 ', 'password'])
  expect(screen.getByText('It came with the link.')).toBeTruthy()
  expect(commandsSent(gateway, 'xmpp.muc.join')).toEqual([])
  await user.click(enter())
  expect(commandsSent(gateway, 'xmpp.muc.join')).toMatchObject([{ room: LAB, password: ' 1.21 ' }])
  await waitFor(() => expect(linkPassword(LAB)).toBeUndefined())
})

test('one that is not right any more is told from one that was typed wrong', async () => {
  come('old')
  const { user } = await open(undefined, refuse('wrong-password'))
  await user.click(enter())
  expect(await screen.findByText(/password in the link is not right any more/u)).toBeTruthy()
  expect([password().getAttribute('aria-invalid'), document.activeElement]).toEqual(['true', password()])
  await user.type(password(), 'older{Enter}')
  expect(await screen.findByText('That password is not right for this room.')).toBeTruthy()
})

test('a link that is opened while the door is in sight fills the field', async () => {
  await open()
  expect(password().value).toBe('')
  await act(async () => come('gigawatt'))
  expect(password().value).toBe('gigawatt')
})

test('a nick given on the way in enters by itself, once', async () => {
  enterAs(LAB, 'Calvin')
  come('gigawatt')
  const { gateway } = await open()
  await waitFor(() =>
    expect(commandsSent(gateway, 'xmpp.muc.join')).toMatchObject([{ nick: 'Calvin', password: 'gigawatt' }]),
  )
})

test('without the password it stops at the door, which asks for it and blames nobody', async () => {
  enterAs(LAB, 'Calvin')
  const { gateway, user } = await open()
  expect([document.activeElement, password().getAttribute('aria-invalid')]).toEqual([password(), null])
  expect(commandsSent(gateway, 'xmpp.muc.join')).toEqual([])
  await user.keyboard('gigawatt{Enter}')
  await waitFor(() =>
    expect(commandsSent(gateway, 'xmpp.muc.join')).toMatchObject([{ nick: 'Calvin', password: 'gigawatt' }]),
  )
})

test.each([
  ['not-found', /the invitation came too late/u],
  ['gone', /closed after the invitation was sent/u],
  ['members-only', /this invitation makes you none/u],
  ['banned', /an invitation does not change that/u],
])('an invitation that fails with %s says what the invited can make of it', async (reason, words) => {
  const { gateway } = await open([])
  await act(async () =>
    gateway.models.use(mucModel).refused.set(LAB, {
      error: { type: 'cancel', reason } as never,
      by: 'invitation',
    }),
  )
  expect(screen.getByText(words)).toBeTruthy()
})
