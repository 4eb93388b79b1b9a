import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionCommands } from '../commands.ts'
import { sessionModel } from '../model.ts'
import { vaultModel } from '../vault.ts'
import { AskToLeave } from './AskToLeave.tsx'

function open(unsent: number) {
  const gateway = new FakeGateway()
  const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response())
  gateway.event('xmpp.connection', { status: 'online', jid: { user: 'marty', domain: 'hill.example' } })
  const session = gateway.models.use(sessionModel)
  session.own.set({ user: 'marty', domain: 'hill.example' })
  gateway.models.use(vaultModel).unsent.set(unsent)
  renderPage(<AskToLeave />, gateway)
  return { fetched, session, ...gateway.models.use(sessionCommands) }
}

test('who has nothing unsent is not asked', async () => {
  const { signOut, fetched, session } = open(0)
  await act(() => signOut())
  expect(fetched).toHaveBeenCalledWith('/session', { method: 'DELETE' })
  expect(session.upstream.get()).toEqual({ state: 'ended', reason: 'logged-out' })
  fetched.mockRestore()
})

test('what was not sent is counted and asked about; who stays keeps it, who goes loses it', async () => {
  const { signOut, fetched } = open(2)
  await act(() => signOut())
  expect(fetched).not.toHaveBeenCalled()
  await screen.findByRole('alertdialog', { name: '2 messages were not sent. Sign out anyway?' })
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(screen.queryByRole('alertdialog')).toBeNull()
  await act(() => signOut())
  await userEvent.click(await screen.findByRole('button', { name: 'Sign out' }))
  await vi.waitFor(() => expect(fetched).toHaveBeenCalledWith('/session', { method: 'DELETE' }))
  fetched.mockRestore()
})

test('a gateway that is out of reach signs nobody out', async () => {
  const { signOut, fetched, session } = open(0)
  fetched.mockRejectedValue(new TypeError('Failed to fetch'))
  await act(() => signOut())
  expect(session.upstream.get().state).not.toBe('ended')
  fetched.mockRestore()
})
