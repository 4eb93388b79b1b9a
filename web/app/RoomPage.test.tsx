import { act, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { mucModel } from '../features/muc/model.ts'
import { comeIn, LAB, signIn } from '../features/muc/testRoom.ts'
import { occupantsModel } from '../features/occupants/model.ts'
import { FakeGateway } from '../transport/fake.ts'
import type { ConversationPageProps } from './ConversationPage.tsx'
import { RoomPage } from './RoomPage.tsx'
import { renderPage } from './testRender.tsx'

const drawn = vi.fn()
vi.mock('./ConversationPage.tsx', () => ({
  ConversationPage({ header, details }: ConversationPageProps) {
    drawn()
    return (
      <>
        {header}
        {details?.content}
      </>
    )
  },
}))

test('whoever comes is counted and listed, and the conversation is not drawn anew for them', async () => {
  const gateway = new FakeGateway()
  gateway.models.use(mucModel)
  gateway.models.use(occupantsModel)
  signIn(gateway)
  comeIn(gateway)
  renderPage(<RoomPage room={LAB} arePeopleAsked />, gateway)
  await screen.findByRole('heading', { name: '1 person' })
  const before = drawn.mock.calls.length
  const come = (nick: string) =>
    gateway.event('xmpp.muc.roster', {
      room: LAB,
      nick,
      present: true,
      affiliation: 'none',
      role: 'participant',
    })
  for (const nick of ['marty', 'lorraine']) act(() => come(nick))
  await screen.findByRole('heading', { name: '3 people' })
  expect(screen.getByRole('button', { name: /3 people/ })).toBeDefined()
  expect(drawn.mock.calls.length).toBe(before)
})
