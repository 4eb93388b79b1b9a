import type { Page } from 'playwright'
import type { ServerInfo } from '../servers/testServer.ts'
import type { Crowd } from './crowd.ts'
import { choose, encoded, enter, roomAt, type Scene, to } from './scene.ts'

/** Fills the form at a room's door, and waits for what the room says. */
async function knock(page: Page, server: ServerInfo, node: string, nick: string, password?: string) {
  await to(page, `#/join/${encoded(server, node)}`)
  await page.getByRole('textbox', { name: 'Nick', exact: true }).fill(nick)
  if (password) await page.getByLabel('Room password').fill(password)
  await page.getByRole('button', { name: 'Join room' }).click()
}

const invited = async (page: Page, server: ServerInfo) => {
  await page.goto('about:blank')
  await page.goto(`/#/room/${encoded(server, 'clock-tower')}?password=1.21-gigawatts`)
  await page.getByText(/You are invited to/).waitFor()
}

async function kicked(page: Page, server: ServerInfo, { marty }: Crowd): Promise<void> {
  await enter(page, `#/room/${encoded(server, 'mall')}`)
  const room = roomAt(server, 'mall')
  await marty.ask('xmpp.muc.role.set', { room, nick: 'Doc', role: 'none', reason: 'Terrorists' })
  await page.getByText('Reason: Terrorists').waitFor()
}

let closings = 0

export const doorScenes: readonly Scene[] = [
  { name: 'invited', isGuest: true, play: invited },
  {
    name: 'invited-account',
    isGuest: true,
    async play(page, server) {
      await invited(page, server)
      await page.getByRole('button', { name: 'Sign in with an account' }).click()
    },
  },
  {
    name: 'door-remember',
    async play(page, server) {
      await to(page, `#/join/${encoded(server, 'vault')}`)
      await page.getByRole('radio', { name: 'Always' }).check()
    },
  },
  {
    name: 'door-wrong',
    async play(page, server) {
      await knock(page, server, 'vault', 'Doc', 'heavy')
      await page.getByText('That password is not right for this room.').waitFor()
    },
  },
  {
    name: 'door-conflict',
    async play(page, server) {
      await knock(page, server, 'mall', 'Marty')
      await page.getByRole('button', { name: 'Use “Marty 2”' }).waitFor()
    },
  },
  {
    name: 'door-members',
    async play(page, server) {
      await knock(page, server, 'society', 'Doc')
      await page.getByRole('button', { name: 'Ask for membership' }).waitFor()
    },
  },
  {
    name: 'door-nowhere',
    async play(page) {
      await to(page, '#/join/nobody%40nowhere.invalid')
      await page.getByRole('button', { name: 'Join room' }).click()
      await page.getByRole('alert').filter({ hasText: /\S/u }).first().waitFor()
    },
  },
  {
    name: 'directory-search',
    async play(page) {
      await to(page, '#/join')
      await page.getByRole('searchbox').last().fill('hall')
      await page.getByText('City Hall').last().waitFor()
    },
  },
  {
    name: 'directory-failed',
    async play(page) {
      await to(page, '#/join/nowhere.invalid')
      await page.getByRole('button', { name: 'Ask again' }).waitFor()
    },
  },
  { name: 'departure-kicked', play: kicked },
  {
    name: 'departure-again',
    async play(page, server, crowd) {
      await kicked(page, server, crowd)
      await page.getByRole('button', { name: 'Return to room' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'departure-banned',
    async play(page, server, { marty }) {
      const [room, jid] = [roomAt(server, 'mall'), `doc@${server.domain}`]
      await to(page, `#/join/${encoded(server, 'mall')}`)
      await enter(page, `#/join/${encoded(server, 'mall')}`)
      await marty.ask('xmpp.muc.affiliation', { room, jid, affiliation: 'outcast', reason: 'No dogs' })
      await page.getByText('Reason: No dogs').waitFor()
      await marty.ask('xmpp.muc.affiliation', { room, jid, affiliation: 'none' })
    },
  },
  {
    name: 'departure-destroyed',
    async play(page, server, { marty }) {
      const node = `diner-${++closings}`
      const room = roomAt(server, node)
      await marty.ask('xmpp.muc.create', { room, nick: 'Marty', instant: true })
      await enter(page, `#/room/${encoded(server, node)}`)
      const alternative = roomAt(server, 'cafe80s')
      await marty.ask('xmpp.muc.destroy', { room, reason: 'It becomes an aerobics studio', alternative })
      await page.getByText('closed for good', { exact: false }).first().waitFor()
    },
  },
  ...['', '-password', '-app'].map(
    (more): Scene => ({
      name: `share${more}`,
      async play(page, server) {
        await enter(page, `#/room/${encoded(server, 'clock-tower')}`, '1.21-gigawatts')
        await choose(page, 'Share link')
        await page.getByRole('img', { name: /^Code that leads/ }).waitFor()
        if (more === '-password')
          await page.getByRole('checkbox', { name: /^Put the room's password/ }).check()
        if (more === '-app') await page.getByRole('radio', { name: 'In another XMPP app' }).check()
      },
    }),
  ),
  {
    name: 'invite-people',
    async play(page, server) {
      await enter(page, `#/room/${encoded(server, 'clock-tower')}`, '1.21-gigawatts')
      await choose(page, 'Invite people')
      await page.getByRole('dialog').waitFor()
    },
  },
]
