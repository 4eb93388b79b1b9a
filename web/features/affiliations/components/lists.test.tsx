import { act, screen } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { affiliationsCommands } from '../commands.ts'
import { affiliationsModel } from '../model.ts'
import { consoleGateway, forgetTab, ROOM } from '../testConsole.ts'
import { AffiliationsPage } from './AffiliationsPage.tsx'

beforeEach(forgetTab)

test('the four lists are asked for at once, none waits for another', async () => {
  const { gateway } = consoleGateway()
  const answers: (() => void)[] = []
  gateway.answer(
    'xmpp.muc.affiliation.get',
    () => new Promise((resolve) => answers.push(() => resolve({ ok: true, value: [] }))),
  )
  const loading = gateway.models.use(affiliationsCommands).load(ROOM)
  await vi.waitFor(() => expect(answers).toHaveLength(4))
  for (const answer of answers) answer()
  await loading
  const asked = gateway.sent.filter(([name]) => name === 'xmpp.muc.affiliation.get')
  expect(asked.map(([, data]) => (data as { affiliation: string }).affiliation).toSorted()).toEqual([
    'admin',
    'member',
    'outcast',
    'owner',
  ])
})

test('what was applied can be taken back for 30 s, and no longer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  try {
    const { gateway } = consoleGateway()
    renderPage(<AffiliationsPage room={ROOM} />, gateway)
    await act(() => vi.advanceTimersByTimeAsync(0))
    const pass = (seconds: number) => {
      gateway.time += seconds * 1000
      return act(() => vi.advanceTimersByTimeAsync(seconds * 1000))
    }
    gateway.models
      .use(affiliationsModel)
      .of(ROOM)
      .stage([{ jid: 'marty@hill.example', to: 'admin' }])
    await act(() => gateway.models.use(affiliationsCommands).apply(ROOM))
    await pass(29)
    expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy()
    await pass(2)
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  } finally {
    vi.useRealTimers()
  }
})

test('the nick that a room keeps for somebody stands in its column, and whether they are here', async () => {
  const { gateway, present } = consoleGateway()
  renderPage(<AffiliationsPage room={ROOM} />, gateway)
  const cellsOf = async (who: string) => {
    const menu = await screen.findByRole('button', { name: `What you can do with ${who}` })
    const cells = menu.closest('[role="row"]')?.querySelectorAll('[role="cell"]') ?? []
    return [...cells].map((cell) => cell.textContent)
  }
  expect((await cellsOf('lorraine')).slice(2, 5)).toEqual(['Lorraine', '', 'Admin'])
  await act(async () =>
    present('Marty', {
      jid: { user: 'marty', domain: 'hill.example' },
      affiliation: 'member',
      role: 'visitor',
    }),
  )
  expect((await cellsOf('marty')).slice(2, 5)).toEqual(['Marty', 'Muted', 'Member'])
})
