import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { inRoom } from '../../../lib/conversation.ts'
import { FakeGateway } from '../../../transport/fake.ts'
import { mucModel } from '../../muc/model.ts'
import { occupantsModel } from '../../occupants/model.ts'
import { useComposerRefusal } from '../hooks.ts'
import { voiceModel } from '../model.ts'
import { AskVoice } from './AskVoice.tsx'
import { VoiceQueue } from './VoiceQueue.tsx'

const ROOM = 'lab@rooms.hill.example'

function Composer() {
  return <p data-testid="refusal">{useComposerRefusal(ROOM)}</p>
}

async function open(role: string) {
  const gateway = new FakeGateway()
  for (const model of [mucModel, occupantsModel, voiceModel]) gateway.models.use<unknown>(model)
  const tell = (name: string, data: object) => act(async () => gateway.event(name, { room: ROOM, ...data }))
  const be = (next: string) =>
    tell('xmpp.muc.roster', {
      nick: 'doc',
      self: true,
      present: true,
      affiliation: 'none',
      role: next,
      status: [110],
    })
  renderPage(
    <>
      <VoiceQueue conversation={inRoom(ROOM)} />
      <AskVoice conversation={inRoom(ROOM)} />
      <Composer />
    </>,
    gateway,
  )
  await be(role)
  const sent = (name: string) => gateway.sent.filter(([each]) => each === name).map(([, data]) => data)
  return { gateway, tell, be, sent, user: userEvent.setup() }
}

test('whoever can only read is told so, and asks to speak', async () => {
  const { user, sent, be } = await open('visitor')
  expect(screen.getByTestId('refusal').textContent).toBe('You can read here but not write.')
  await user.click(screen.getByRole('button', { name: 'Ask to speak' }))
  expect(await screen.findByText(/moderators were asked/u)).toBeTruthy()
  expect(sent('xmpp.muc.voice')).toEqual([{ room: ROOM, role: 'participant' }])
  await be('participant')
  expect(screen.queryByText(/moderators were asked/u)).toBeNull()
  expect(screen.getByTestId('refusal').textContent).toBe('')
})

test('a refusal to ask stands in place', async () => {
  const { user, gateway } = await open('visitor')
  gateway.answer('xmpp.muc.voice', () => ({ ok: false, error: { type: 'wait', reason: 'timeout' } }))
  await user.click(screen.getByRole('button', { name: 'Ask to speak' }))
  expect(await screen.findByText(/No answer came/u)).toBeTruthy()
})

test('moderators see who asks, and let them speak', async () => {
  const { user, tell, sent } = await open('moderator')
  await tell('xmpp.muc.voice.requests', { nick: 'Biff', role: 'participant' })
  await user.click(screen.getByRole('button', { name: 'Let Biff speak' }))
  await waitFor(() => expect(screen.queryByText('Biff asks to speak')).toBeNull())
  expect(sent('xmpp.muc.voice.answer')).toMatchObject([{ room: ROOM, nick: 'Biff', allow: true }])
})

test('an answer that failed keeps the request', async () => {
  const { user, tell, gateway } = await open('moderator')
  await tell('xmpp.muc.voice.requests', { nick: 'Biff', role: 'participant' })
  gateway.answer('xmpp.muc.voice.answer', () => ({
    ok: false,
    error: { type: 'auth', condition: 'forbidden' },
  }))
  await user.click(screen.getByRole('button', { name: 'Refuse Biff' }))
  expect(await screen.findByText('Only moderators can decide who speaks.')).toBeTruthy()
  expect(screen.getByText('Biff asks to speak')).toBeTruthy()
})

test('whoever does not moderate sees no requests', async () => {
  const { tell } = await open('participant')
  await tell('xmpp.muc.voice.requests', { nick: 'Biff', role: 'participant' })
  expect(screen.queryByText('Biff asks to speak')).toBeNull()
})

test('a request ends when its author may speak, whoever let them', async () => {
  const { tell } = await open('moderator')
  await tell('xmpp.muc.voice.requests', { nick: 'Biff', role: 'participant' })
  await tell('xmpp.muc.roster', {
    nick: 'Biff',
    present: true,
    affiliation: 'none',
    role: 'participant',
    status: [],
  })
  expect(screen.queryByText('Biff asks to speak')).toBeNull()
})

test('outside the room nothing can be written, and it says why', async () => {
  const { tell } = await open('participant')
  await tell('xmpp.muc.roster', { nick: 'doc', self: true, present: false, role: 'none', status: [110, 307] })
  expect(screen.getByTestId('refusal').textContent).toContain('not in this room')
})

test('a request that was refused in another tab is gone in this one', async () => {
  const { tell } = await open('moderator')
  await tell('xmpp.muc.voice.requests', { nick: 'Biff', role: 'participant' })
  await tell('xmpp.muc.voice.answered', { nick: 'Biff', allow: false })
  expect(screen.queryByText('Biff asks to speak')).toBeNull()
})

test('a request goes along with its author, whatever they are called, and waits for nobody under their old nick', async () => {
  const { user, tell, sent } = await open('moderator')
  await tell('xmpp.muc.voice.requests', { nick: 'Biff', role: 'participant' })
  await tell('xmpp.muc.roster', {
    nick: 'Griff\u202e',
    oldNick: 'Biff',
    present: false,
    role: 'visitor',
    status: [303],
  })
  await tell('xmpp.muc.roster', {
    nick: 'Biff',
    present: true,
    affiliation: 'none',
    role: 'visitor',
    status: [],
  })
  expect(screen.queryByText('Biff asks to speak')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Let Griff⟨U+202E⟩ speak' }))
  expect(sent('xmpp.muc.voice.answer')).toMatchObject([{ nick: 'Griff\u202e' }])
})

test('requests end with the stay of whom they were told to, and do not grow without end', async () => {
  const { tell, gateway } = await open('moderator')
  const { queues } = gateway.models.use(voiceModel)
  for (let i = 0; i < 500; i++)
    gateway.event('xmpp.muc.voice.requests', { room: ROOM, nick: `Biff ${i}`, role: 'participant' })
  expect(queues.get(ROOM)).toHaveLength(200)
  await tell('xmpp.muc.roster', { nick: 'doc', self: true, present: false, role: 'none', status: [110, 307] })
  expect(queues.has(ROOM)).toBe(false)
})
