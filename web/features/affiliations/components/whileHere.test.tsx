import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { RoutePage } from '../../../app/RoutePage.tsx'
import { renderPage } from '../../../app/testRender.tsx'
import { voiceModel } from '../../voice/model.ts'
import { consoleGateway, jidOf, ROOM } from '../testConsole.ts'

async function open() {
  const house = consoleGateway()
  house.gateway.models.use(voiceModel)
  house.present('Marty', { jid: jidOf('marty@hill.example'), affiliation: 'member' })
  renderPage(<RoutePage route={{ name: 'room', room: ROOM, panel: 'affiliations' }} />, house.gateway)
  // The page's code comes when it is first shown.
  await screen.findByRole('table', {}, { timeout: 15_000 })
  const sent = (name: string) => house.gateway.sent.filter(([each]) => each === name).map(([, data]) => data)
  return { ...house, sent, user: userEvent.setup() }
}

test('whoever asks to speak is answered on the same page', async () => {
  const { gateway, sent, user } = await open()
  await act(async () =>
    gateway.event('xmpp.muc.voice.requests', { room: ROOM, nick: 'Biff', role: 'participant' }),
  )
  await user.click(screen.getByRole('button', { name: 'Let Biff speak' }))
  expect(sent('xmpp.muc.voice.answer')).toMatchObject([{ room: ROOM, nick: 'Biff', allow: true }])
})

test('voice, moderation and removal stand in the menu of whoever is here, and happen at once', async () => {
  const { sent, user } = await open()
  const menuOf = async (item: string) => {
    await user.click(screen.getByRole('button', { name: 'What you can do with marty' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Advanced' }))
    await user.click(await screen.findByRole('menuitem', { name: item }))
  }
  await menuOf('Mute')
  await menuOf('Remove from room…')
  const dialog = await screen.findByRole('alertdialog', { name: 'Remove Marty from the room?' })
  await user.type(within(dialog).getByLabelText('Reason'), 'Late')
  await user.click(within(dialog).getByRole('button', { name: 'Remove' }))
  expect(sent('xmpp.muc.role.set')).toMatchObject([
    { room: ROOM, nick: 'Marty', role: 'visitor' },
    { room: ROOM, nick: 'Marty', role: 'none', reason: 'Late' },
  ])
})

test('whoever is not here has no such menu, and oneself has it with the reason why not', async () => {
  const { user } = await open()
  await user.click(screen.getByRole('button', { name: 'What you can do with lorraine' }))
  expect(screen.queryByRole('menuitem', { name: 'Advanced' })).toBeNull()
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: 'What you can do with Doc' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Advanced' }))
  const kick = await screen.findByRole('menuitem', { name: 'Remove from room…' })
  expect(kick.getAttribute('aria-disabled')).toBe('true')
})

test('the words of XMPP stand in the menus, where touch and keyboard find them, and in a hint at the rank', async () => {
  const { user } = await open()
  const rank = screen.getByRole('button', { name: /^marty: Member/u })
  await user.click(rank)
  const menu = await screen.findByRole('menu')
  const admin = within(menu).getByRole('menuitemradio', { name: 'Admin' })
  expect(document.getElementById(admin.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'Affiliation “admin” in XMPP',
  )
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: 'What you can do with marty' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Advanced' }))
  const mute = await screen.findByRole('menuitem', { name: 'Mute' })
  expect(document.getElementById(mute.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'Role “visitor” in XMPP',
  )
  await user.keyboard('{Escape}{Escape}')
  await user.hover(rank)
  expect((await screen.findByRole('tooltip')).textContent).toBe('Affiliation “member” in XMPP')
})
