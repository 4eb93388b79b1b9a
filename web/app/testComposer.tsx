import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect } from 'vitest'
import { mucModel } from '../features/muc/model.ts'
import { comeIn, LAB, signIn } from '../features/muc/testRoom.ts'
import { occupantsModel } from '../features/occupants/model.ts'
import { occupantsSlots } from '../features/occupants/slots.tsx'
import { sessionModel } from '../features/session/model.ts'
import { Composer } from '../features/timeline/components/Composer.tsx'
import { timelineModel } from '../features/timeline/model.ts'
import { type ConversationId, inRoom } from '../lib/conversation.ts'
import { Slot } from '../lib/slots.tsx'
import { FakeGateway } from '../transport/fake.ts'
import { renderPage } from './testRender.tsx'
import { useAid } from './useAid.ts'

export const somebody = (user: string) => ({ user, domain: 'hill.example' })

export function Part({ conversation }: { conversation: ConversationId }) {
  const loadAid = useAid(conversation)
  return (
    <>
      <Composer conversation={conversation} label="Message" placeholder="Message" loadAid={loadAid} />
      <Slot name="root" props={{}} />
    </>
  )
}

/** Doc's page, in the lab with Marty and Marty McFly. */
export function openComposer(
  self: object = { affiliation: 'owner', role: 'moderator' },
  conversation = inRoom(LAB),
) {
  const gateway = new FakeGateway()
  gateway.models.use(mucModel)
  gateway.models.use(occupantsModel)
  gateway.answer('xmpp.muc.affiliation.get', () => ({ ok: true, value: [] }))
  const timeline = gateway.models.use(timelineModel)
  signIn(gateway)
  gateway.event('xmpp.connection', { status: 'online', jid: { ...somebody('doc'), resource: 'page' } })
  gateway.models.use(sessionModel).link.set({ state: 'open' })
  const arrive = (nick: string, more: object = {}) =>
    gateway.event('xmpp.muc.roster', {
      room: LAB,
      nick,
      present: true,
      affiliation: 'none',
      role: 'participant',
      ...more,
    })
  arrive('Marty', { jid: somebody('marty') })
  arrive('Marty McFly', { jid: somebody('mcfly') })
  arrive('Hidden')
  comeIn(gateway, { jid: somebody('doc'), ...self })
  const view = renderPage(<Part conversation={conversation} />, gateway, occupantsSlots)
  const notices = () => {
    const { entries } = timeline.of(conversation)
    return entries.keys().flatMap((key) => entries.get(key)?.text ?? [])
  }
  const sent = (name: string) => gateway.sent.filter(([each]) => each === name).map(([, data]) => data)
  return { ...view, gateway, arrive, notices, sent }
}
export const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })
export const type = (line: string) => userEvent.type(box(), line.replace(/[{[]/gu, '$&$&'))
/** Typed as a whole, without the list looking on. */
export async function enter(line: string) {
  await userEvent.clear(box())
  await userEvent.click(box())
  await userEvent.paste(line)
  await userEvent.keyboard('{Escape}{Enter}')
  await waitFor(() =>
    expect(box().value === '' || document.querySelector('[role$=alert],[role=alertdialog]')).toBeTruthy(),
  )
}
