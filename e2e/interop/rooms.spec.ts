import type { Page } from 'playwright/test'
import { expectNoBarriers } from '../pages/axe.ts'
import { createRoom } from '../pages/createRoom.ts'
import { Door } from '../pages/door.ts'
import { inviteTo } from '../pages/inviteTo.ts'
import { localPart } from '../pages/localPart.ts'
import { PeopleConsole } from '../pages/peopleConsole.ts'
import { Room } from '../pages/room.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { tabTo } from '../pages/tabTo.ts'
import { test as base, expect } from '../pages/test.ts'
import type { Account } from '../servers/testServer.ts'
import type { SlixmppClient } from './slixmppClient.ts'
import { withSlixmpp } from './withSlixmpp.ts'

const test = base.extend<{ slixmpp: (account: Account) => Promise<SlixmppClient> }>({
  slixmpp: withSlixmpp,
})

const PASSWORD = ' 88 miles per hour '
const NEXT_PASSWORD = 'where we’re going'
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

async function saveNewcomersOnlyRead(room: Room): Promise<void> {
  await room.choose('Room settings')
  const settings = room.page.getByRole('region', { name: /^Settings of / })
  await settings.getByRole('checkbox', { name: 'Newcomers only read' }).check()
  await settings.getByRole('button', { name: 'Save settings' }).click()
  await expect(settings.getByText('Saved', { exact: true })).toBeVisible()
}

async function closeRoom(page: Page, jid: string, successor: string): Promise<void> {
  await page.goto(`/#/room/${encodeURIComponent(jid)}/settings`)
  await page.getByRole('button', { name: 'Close room for good' }).click()
  const dialog = page.getByRole('alertdialog', { name: `Close ${localPart(jid)} for good?` })
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('We moved')
  await dialog.getByRole('textbox', { name: /^Room to go to/ }).fill(successor)
  await dialog.getByLabel('Password of that room (optional)').fill(NEXT_PASSWORD)
  await dialog.getByRole('button', { name: `Close ${localPart(jid)}` }).click()
}

/** Bans who is found by this nick, with a reason, and never touches a mouse. */
async function banByKeyboard(people: PeopleConsole, nick: string, reason: string): Promise<void> {
  const { keyboard } = people.page
  await tabTo(people.search)
  await keyboard.type(nick)
  await tabTo(people.rank(nick))
  await keyboard.press('Enter')
  await expect(people.page.getByRole('menu')).toBeVisible()
  await keyboard.press('End')
  await expect(people.page.getByRole('menuitemradio', { name: 'Ban…' })).toBeFocused()
  await keyboard.press('Enter')
  const dialog = people.page.getByRole('alertdialog', { name: /^Ban / })
  await tabTo(dialog.getByRole('textbox', { name: 'Reason' }))
  await keyboard.type(reason)
  await tabTo(dialog.getByRole('button', { name: 'Ban', exact: true }))
  await keyboard.press('Enter')
  await tabTo(people.changes.getByRole('button', { name: 'Apply 1 change' }))
  await keyboard.press('Enter')
}

test('the long story of a room: one with a mouse, one with keys alone, one on a phone, one with slixmpp', async ({
  openAs,
  makeAccount,
  roomNamed,
  slixmpp,
  kind,
}) => {
  test.setTimeout(240_000)
  const [doc, marty] = [await makeAccount('doc'), await makeAccount('marty')]
  const [lorraine, biff] = [await makeAccount('lorraine'), await makeAccount('biff')]
  const [jid, next] = [roomNamed('clocktower'), roomNamed('delorean')]
  const docsPage = await openAs(doc)
  const nextRoom = await createRoom(docsPage, next, { nick: 'Doc', password: NEXT_PASSWORD })
  const docs = await createRoom(docsPage, jid, { nick: 'Doc', password: PASSWORD, isPrivate: true })
  await saveNewcomersOnlyRead(docs)
  await docsPage.goto(`/#/room/${encodeURIComponent(jid)}`)

  const martysPage = await openAs(marty)
  const { keyboard } = martysPage
  const biffs = await slixmpp(biff)
  await test.step('a direct invitation carries the password after a yes, a mediated one by the room', async () => {
    await inviteTo(docs, marty.jid, { by: 'oneself', sendsPassword: true })
    const { invitations } = new Sidebar(martysPage)
    await expect(invitations.getByText(doc.jid)).toBeVisible()
    await expectNoBarriers(martysPage, 'an invitation')
    await tabTo(invitations.getByRole('button', { name: 'Accept' }))
    await keyboard.press('Enter')
    await inviteTo(docs, biff.jid, { reason: 'Bring the almanac' })
    await biffs.hear({ event: 'invited', room: jid, password: PASSWORD, reason: 'Bring the almanac' })
  })
  const martys = new Room(martysPage, localPart(jid))
  await expect(martys.composer).toBeVisible()

  const lorrainesPage = await openAs(lorraine, { path: `/#/room/${encodeURIComponent(jid)}`, look: PHONE })
  const lorraines = new Room(lorrainesPage, localPart(jid))
  await test.step('a wrong password is told as one, in the page and in slixmpp', async () => {
    biffs.do('join', { room: jid, nick: 'Biff', password: PASSWORD.trim() })
    await biffs.hear({ event: 'refused', room: jid, condition: 'not-authorized' })
    biffs.do('join', { room: jid, nick: 'Biff', password: PASSWORD })
    await expect(docs.person('Biff')).toBeVisible()

    const door = Door.page(lorrainesPage)
    await expect(door.password).toBeVisible()
    await door.nick.fill('Lorraine')
    await door.password.fill('88')
    await door.enter()
    await expect(door.root.getByText('That password is not right for this room.')).toBeVisible()
    await expect(door.password).toHaveAttribute('aria-invalid', 'true')
    await expectNoBarriers(lorrainesPage, 'a door that refused a password, on a phone')
    await door.password.fill(PASSWORD)
    await door.enter()
    await expect(lorraines.composer).toBeVisible()
    await expect(docs.person('Lorraine')).toBeVisible()
  })

  const people = await PeopleConsole.from(docs)
  await test.step('who may only read asks to speak, and is let', async () => {
    biffs.do('ask for voice', { room: jid })
    const strip = lorraines.root.getByRole('region', { name: 'Speaking in this room' })
    await strip.getByRole('button', { name: 'Ask to speak' }).tap()
    const queue = people.root.getByRole('region', { name: 'Who asks to speak' })
    for (const nick of ['Biff', 'Lorraine']) {
      await expect(queue.getByText(`${nick} asks to speak`)).toBeVisible()
      if (nick === 'Biff') await expectNoBarriers(docsPage, 'the console, with who asks to speak')
      await queue.getByRole('button', { name: `Let ${nick} speak` }).click()
    }
    await biffs.hear({ event: 'present', nick: 'Biff', role: 'participant' })
    await expect(strip).toBeHidden()
    await lorraines.say('May I?')
    await biffs.hear({ event: 'message', nick: 'Lorraine', body: 'May I?' })
  })

  await test.step('a member is made, and then an admin', async () => {
    for (const rank of ['Member', 'Admin'] as const) {
      await people.make(marty.name, rank)
      await people.apply()
      await people.expectRank(marty.name, rank)
      await biffs.hear({ event: 'present', nick: marty.name, affiliation: rank.toLowerCase() })
      await expect(martys.mark(marty.name, rank)).toBeVisible()
    }
  })

  await test.step('a ban with its reason, and the undo of it, by keys alone', async () => {
    await tabTo(martys.composer)
    await keyboard.type('/affiliations')
    await keyboard.press('Enter')
    const martysPeople = new PeopleConsole(martysPage)
    await expect(martysPeople.table).toBeVisible()
    await banByKeyboard(martysPeople, 'Biff', 'Sold the almanac')
    await biffs.hear({ event: 'gone', nick: 'Biff', status: '301', reason: 'Sold the almanac' })
    await people.expectRank(biff.jid, 'Banned')
    // COMPAT: ejabberd 23.01 lets whoever was given a voice back into a moderated room, banned or not.
    if (kind === 'prosody') {
      biffs.do('join', { room: jid, nick: 'Biff', password: PASSWORD })
      await biffs.hear({ event: 'refused', room: jid, condition: 'forbidden' })
    }
    await tabTo(martysPeople.root.getByRole('button', { name: /^Undo/ }))
    await keyboard.press('Enter')
    await expect(people.row(biff.jid)).toHaveCount(0)
    biffs.do('join', { room: jid, nick: 'Biff', password: PASSWORD })
    await biffs.hear({ event: 'present', nick: 'Biff', affiliation: 'none' })
    await people.expectRank('Biff', 'Guest')
  })

  await test.step('an admin is made a member again, and sees it', async () => {
    await people.make(marty.name, 'Member')
    await people.apply()
    await people.expectRank(marty.name, 'Member')
    const martysPeople = new PeopleConsole(martysPage)
    await expect(
      martysPeople.root.getByText('Only owners and admins can change anything here.', { exact: false }),
    ).toBeVisible()
    await expectNoBarriers(martysPage, 'the console of who may look')
    await biffs.hear({ event: 'present', nick: marty.name, affiliation: 'member' })
  })

  await test.step('the room is closed, and everybody follows to its successor', async () => {
    await closeRoom(docsPage, jid, next)
    const told = await biffs.hear({ event: 'destroyed', room: jid, successor: next, reason: 'We moved' })
    biffs.do('join', { room: next, nick: 'Biff', password: told.password ?? '' })
    await expect(lorraines.root.getByText('Reason: We moved')).toBeVisible()
    await expectNoBarriers(lorrainesPage, 'a room that is closed, on a phone')
    await lorraines.root.getByRole('button', { name: 'Go there' }).tap()
    await expect(martysPage.getByText(/^This room was closed for good\./)).toBeVisible()
    await tabTo(martysPage.getByRole('button', { name: 'Back', exact: true }))
    await keyboard.press('Enter')
    await tabTo(martys.root.getByRole('button', { name: 'Go there' }))
    await keyboard.press('Enter')
    await docsPage.goto(`/#/room/${encodeURIComponent(next)}`)
    for (const nick of [marty.name, 'Lorraine', 'Biff']) await expect(nextRoom.person(nick)).toBeVisible()
    await tabTo(new Room(martysPage, localPart(next)).composer)
    await keyboard.type('We do not need roads')
    await keyboard.press('Enter')
    await biffs.hear({ event: 'message', nick: marty.name, body: 'We do not need roads' })
    await expect(
      new Room(lorrainesPage, localPart(next)).message('We do not need roads').first(),
    ).toBeVisible()
  })
})
