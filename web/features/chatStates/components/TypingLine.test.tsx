import { act } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { chatWith, inRoom } from '../../../lib/conversation.ts'
import { FakeGateway } from '../../../transport/fake.ts'
import { TypingLine } from './TypingLine.tsx'

const room = 'lab@rooms.hill.example'
const plain = (text: string | null) => text?.replace(/[\u2066-\u2069]/gu, '')

test('who writes is named, and many are counted', () => {
  const gateway = new FakeGateway()
  const { container } = renderPage(<TypingLine conversation={inRoom(room)} />, gateway)
  const begin = (nick: string) =>
    act(() => gateway.event('xmpp.muc.message', { room, nick, private: false, state: 'composing' }))
  expect(container.querySelector('p')?.textContent).toBe('')
  begin('Doc')
  expect(plain(container.textContent)).toBe('Doc is writing')
  begin('Biff')
  expect(plain(container.textContent)).toBe('Doc and Biff are writing')
  begin('Lorraine')
  expect(plain(container.textContent)).toBe('Doc and 2 others are writing')
})

test('a contact is called what the roster calls them', () => {
  const gateway = new FakeGateway()
  const from = { user: 'doc', domain: 'hill.example' }
  const { container } = renderPage(<TypingLine conversation={chatWith('doc@hill.example')} />, gateway)
  act(() =>
    gateway.event('xmpp.roster.push', { jid: from, name: 'Emmett', subscription: 'both', groups: [] }),
  )
  act(() => gateway.event('xmpp.chat.message', { from, state: 'composing' }))
  expect(plain(container.textContent)).toBe('Emmett is writing')
})
