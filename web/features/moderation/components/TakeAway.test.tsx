import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { mucModel } from '../../muc/model.ts'
import { roomInfoOf } from '../../muc/roomInfo.ts'
import { MessageList } from '../../timeline/components/MessageList.tsx'
import { archived, lab, ROOM, settled, talk, withDoc } from '../../timeline/testTalk.ts'
import { moderationSlots } from '../slots.tsx'
import { AskRoot } from './AskRoot.tsx'

const OFFERS = 'urn:xmpp:message-moderate:0'

function open(conversation = lab, { role = 'moderator', features = [OFFERS] } = {}) {
  const page = talk()
  page.timeline.of(conversation).older.set('none')
  const { infos } = page.gateway.models.use(mucModel)
  infos.set(ROOM, roomInfoOf(features.map((name) => ({ kind: 'feature', var: name }))))
  page.gateway.event('xmpp.muc.roster', { room: ROOM, nick: 'Marty', self: true, present: true, role })
  page.inLab('Biff', 'Buy the almanac', { id: 'm1', occupantId: 'o1', ...archived('a1') })
  page.sent('The wrong window', { id: 'm2' })
  page.hear('Hello', { id: 'm3' })
  const list = <MessageList conversation={conversation} selfName="Marty" />
  const view = renderPage(
    <>
      {list}
      <AskRoot />
    </>,
    page.gateway,
    moderationSlots,
  )
  return { ...page, ...view }
}
const row = (text: string) => screen.getByText(text).closest<HTMLElement>('[data-key]') ?? document.body
const point = (text: string) => act(() => row(text).focus())
const asked = (gateway: ReturnType<typeof talk>['gateway'], name: string) =>
  gateway.sent.filter(([sent]) => sent === name).map(([, data]) => data)

describe('a moderator', () => {
  test('removes somebody’s message for everyone, with a reason; the room’s word empties it', async () => {
    const { gateway } = open()
    point('Buy the almanac')
    await userEvent.click(screen.getByRole('button', { name: 'Remove for everyone' }))
    const dialog = await screen.findByRole('alertdialog', {
      name: 'Remove this message by Biff for everyone?',
    })
    await userEvent.type(within(dialog).getByRole('textbox', { name: 'Reason (optional)' }), 'Spam{Enter}')
    await waitFor(() => expect(asked(gateway, 'xmpp.muc.moderate')).toHaveLength(1))
    expect(asked(gateway, 'xmpp.muc.moderate')).toEqual([{ room: ROOM, id: 'a1', reason: 'Spam' }])
    act(() => gateway.event('xmpp.muc.moderated', { room: ROOM, id: 'a1', nick: 'Marty', reason: 'Spam' }))
    expect(screen.getByText('Removed by Marty: Spam')).toBeDefined()
    expect(document.body.textContent).not.toContain('almanac')
    expect(screen.queryByRole('button', { name: 'Copy text' })).toBeNull()
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  })

  test('is told why the room refused, and keeps the reason that was typed', async () => {
    const { gateway } = open()
    gateway.answer('xmpp.muc.moderate', () => ({
      ok: false,
      error: { type: 'modify', condition: 'item-not-found' },
    }))
    point('Buy the almanac')
    await userEvent.click(screen.getByRole('button', { name: 'Remove for everyone' }))
    const field = await screen.findByRole('textbox', { name: 'Reason (optional)' })
    await userEvent.type(field, 'Spam{Enter}')
    expect(await screen.findByText(/archive does not hold this message/u)).toBeDefined()
    expect((field as HTMLInputElement).value).toBe('Spam')
    expect(screen.getByText('Buy the almanac', { selector: 'p' })).toBeDefined()
  })

  test('finds the question gone when somebody else was faster', async () => {
    const { gateway } = open()
    point('Buy the almanac')
    await userEvent.click(screen.getByRole('button', { name: 'Remove for everyone' }))
    await screen.findByRole('alertdialog')
    act(() => gateway.event('xmpp.muc.moderated', { room: ROOM, id: 'a1', nick: 'Doc' }))
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(screen.getByText('Removed by Doc')).toBeDefined()
    expect(document.activeElement?.closest('[data-key]')).not.toBeNull()
  })
})

test.each([
  ['who is no moderator', { role: 'participant' }],
  ['a moderator of a room that does not do it', { features: [] }],
])('%s is not offered to remove anything', (_who, setting) => {
  open(lab, setting)
  point('Buy the almanac')
  expect(screen.getByRole('button', { name: 'Copy text' })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Remove for everyone' })).toBeNull()
})

describe('one’s own message', () => {
  test('is taken back after a word of warning; others’ are not offered', async () => {
    const { gateway } = open(withDoc)
    point('Hello')
    expect(screen.queryByRole('button', { name: 'Take back' })).toBeNull()
    point('The wrong window')
    await userEvent.click(screen.getByRole('button', { name: 'Take back' }))
    const dialog = await screen.findByRole('alertdialog', { name: 'Take this message back?' })
    expect(dialog.textContent).toContain('Others may have read it already')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Take back' }))
    expect(await screen.findByText('You took this back')).toBeDefined()
    expect(asked(gateway, 'xmpp.chat.message')).toMatchObject([
      { to: 'doc@hill.example', retract: { id: 'm2' } },
    ])
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  })

  test('in a room is named by the room’s id, and goes when the room says so', async () => {
    const { gateway, commands, out, inLab } = open()
    act(() => commands.say(lab, 'Too loud'))
    await act(settled)
    const id = out().at(-1)?.id
    act(() => inLab('Marty', 'Too loud', { id, own: true, ...archived('a2') }))
    point('Too loud')
    await userEvent.click(screen.getByRole('button', { name: 'Take back' }))
    const dialog = await screen.findByRole('alertdialog')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Take back' }))
    const retract = { id: 'a2', originId: id }
    await waitFor(() =>
      expect(asked(gateway, 'xmpp.muc.message').at(-1)).toMatchObject({ room: ROOM, retract }),
    )
    expect(screen.getByText('Too loud', { selector: 'p' })).toBeDefined()
    act(() =>
      gateway.event('xmpp.muc.message', { room: ROOM, nick: 'Marty', private: false, own: true, retract }),
    )
    expect(screen.getByText('You took this back')).toBeDefined()
  })

  test('that another person took back says so', () => {
    const { gateway, jid } = open(withDoc)
    act(() => gateway.event('xmpp.chat.message', { from: jid('doc'), id: 'x', retract: { id: 'm3' } }))
    expect(screen.getByText(/took this back/u).textContent).toMatch(/^doc took this back$/iu)
  })
})
