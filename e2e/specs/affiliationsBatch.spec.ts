import type { Page } from 'playwright/test'
import { createRoom } from '../pages/createRoom.ts'
import { PeopleConsole } from '../pages/peopleConsole.ts'
import { test as base, expect } from '../pages/test.ts'
import { type CuttableLink, openCuttableLink } from '../servers/cuttableLink.ts'
import { startGateway } from '../servers/gateway.ts'
import { startServer } from '../servers/servers.ts'
import type { TestServer } from '../servers/testServer.ts'

const MANY = 500
const ALL = `${MANY} people were changed.`

/** As everywhere, but the gateway's way to the server can be cut. */
const test = base.extend<object, { site: { server: TestServer; link: CuttableLink } }>({
  site: [
    async ({ kind }, use) => {
      const server = await startServer(kind)
      const link = await openCuttableLink(server)
      await use({ server, link })
      link.close()
      await server.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  house: [
    async ({ site: { server, link } }, use) => {
      const gateway = await startGateway({ ...server, host: '127.0.0.1', port: link.port })
      await use({ server, gateway })
      await gateway.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

const addresses = Array.from({ length: MANY }, (_, at) => `p${at}@hill.example`)

async function openConsole(page: Page, jid: string): Promise<PeopleConsole> {
  await createRoom(page, jid, { nick: 'Doc' })
  return PeopleConsole.at(page, jid)
}

async function stageMany(people: PeopleConsole): Promise<void> {
  await people.add(addresses.join('\n'))
  await expect(people.changes.getByText(`${MANY} changes`, { exact: true })).toBeVisible()
}

/** Applies them, and does something once a part of them is through; by a slow link, or a fast server would be done by then. */
async function midway(people: PeopleConsole, link: CuttableLink, act: () => unknown): Promise<void> {
  link.pace(50)
  await people.apply()
  await expect(progress(people).getByText(/^[1-9]\d* of 500 applied$/)).toBeVisible()
  await act()
  link.pace(0)
}

const progress = (people: PeopleConsole) => people.root.getByRole('region', { name: 'Progress' })
const members = (people: PeopleConsole) => people.root.getByRole('button', { name: /^Members / })
const expectAll = async (people: PeopleConsole) => {
  await expect(members(people)).toHaveText(`Members ${MANY}`, { timeout: 60_000 })
  await people.root.getByRole('button', { name: 'More about these people' }).click()
  await people.page.getByRole('menuitem', { name: 'Read the lists again' }).click()
  await expect(members(people)).toHaveText(`Members ${MANY}`)
  await expect(people.changes).toHaveCount(0)
}

test('five hundred changes outlive a link that is cut midway: none is lost, none is made twice', async ({
  openAs,
  makeAccount,
  roomNamed,
  outsider,
  site: { link },
}) => {
  test.setTimeout(150_000)
  const jid = roomNamed('cut')
  const people = await openConsole(await openAs(await makeAccount('doc')), jid)
  const watching = await outsider(await makeAccount('marty'))
  await people.add(watching.account.jid, 'Admin')
  await people.apply()
  await people.expectRank(watching.account.jid, 'Admin')
  watching.send(`<presence to='${jid}/Marty'><x xmlns='http://jabber.org/protocol/muc'/></presence>`)
  await watching.hear('muc#user', `${jid}/Marty`, '110')
  await stageMany(people)
  await midway(people, link, () => link.cut())
  await expect(
    progress(people).getByText('The connection is broken. The rest follows when it is back.'),
  ).toBeVisible()
  await expect(progress(people).getByRole('progressbar')).toBeVisible()
  await expect(people.changes.getByRole('button', { name: /^Apply / })).toHaveAttribute('aria-busy', 'true')
  link.mend()
  await expect(people.root.getByText(ALL)).toBeVisible({ timeout: 60_000 })
  await expectAll(people)
  await expect.poll(() => watching.count('<message', jid, 'affiliation="member"')).toBe(MANY)
})

test('a stop midway tells what was done, and the rest still waits', async ({
  openAs,
  makeAccount,
  roomNamed,
  site: { link },
}) => {
  test.setTimeout(150_000)
  const people = await openConsole(await openAs(await makeAccount('doc')), roomNamed('stopped'))
  await stageMany(people)
  await midway(people, link, () => progress(people).getByRole('button', { name: 'Stop' }).click())
  const told = progress(people).getByText(/^Stopped after \d+ of 500\. The rest still waits\.$/)
  await expect(told).toBeVisible()
  await expect(people.root.getByRole('region', { name: 'Undo' })).toBeVisible()
  const done = Number(/after (\d+)/.exec((await told.textContent()) ?? '')?.[1])
  expect(done).toBeLessThan(MANY)
  await expect(people.changes.getByText(`${MANY - done} changes`, { exact: true })).toBeVisible()
  await people.page.reload()
  await expect(members(people)).toHaveText(`Members ${done}`)
  await expect(people.changes.getByText(`${MANY - done} changes`, { exact: true })).toBeVisible()
  await people.apply()
  await expectAll(people)
})

test('a page that is loaded anew midway shows the batch again, and how it ends', async ({
  openAs,
  makeAccount,
  roomNamed,
  site: { link },
}) => {
  test.setTimeout(150_000)
  const people = await openConsole(await openAs(await makeAccount('doc')), roomNamed('anew'))
  await stageMany(people)
  await midway(people, link, () => link.cut())
  await expect(progress(people).getByText(/^The connection is broken/)).toBeVisible()
  await people.page.reload()
  await expect(progress(people).getByText(/^The connection is broken/)).toBeVisible()
  const { done, total } = await progress(people)
    .getByRole('progressbar')
    .evaluate((bar: HTMLProgressElement) => ({ done: bar.value, total: bar.max }))
  expect(total).toBe(MANY)
  expect(done).toBeGreaterThan(0)
  link.mend()
  // What was accepted before is no longer known to have been something else.
  await expect(people.root.getByText(/^\d+ people were changed\.$/)).toBeVisible({ timeout: 60_000 })
  await expectAll(people)
})
