import { Conversation } from '../pages/conversation.ts'
import { createRoom } from '../pages/createRoom.ts'
import { keptRows } from '../pages/keptRows.ts'
import { localPart } from '../pages/localPart.ts'
import type { Outsider } from '../pages/outsider.ts'
import { readLog } from '../pages/readLog.ts'
import { Room } from '../pages/room.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'

const COUNT = 60
const numbers = (prefix: string, count = COUNT) =>
  Array.from({ length: count }, (_, index) => `${prefix} ${index + 1}.`)

const MUC = "<x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x>"

/** Says them all; the server has taken every one when this resolves. */
async function sayAll(who: Outsider, to: string, prefix: string, type = 'chat'): Promise<void> {
  for (const text of numbers(prefix)) {
    const id = `${prefix}-${text}`.replaceAll(' ', '-')
    who.send(`<message to='${to}' type='${type}' id='${id}'><body>${text}</body></message>`)
  }
  const ping = `ping-${prefix}`.replaceAll(' ', '-')
  who.send(`<iq type='get' id='${ping}'><ping xmlns='urn:xmpp:ping'/></iq>`)
  await who.hear(ping)
}

test('what was said while the server was started anew is there, once and in order, in every tab', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
  roomNamed,
  house,
}) => {
  test.setTimeout(180_000)
  const [marty, doc, biff] = [await makeAccount('marty'), await makeAccount('doc'), await makeAccount('biff')]
  await befriend(marty, doc)
  await befriend(marty, biff)
  const jid = roomNamed('lab')
  const page = await openAs(marty)
  const room = await createRoom(page, jid, { nick: 'Marty' })
  await room.say('Before')
  const before = await outsider(doc)
  before.say(marty.jid, 'Hello before')
  const tab = await page.context().newPage()
  await tab.goto(`/#/chat/${encodeURIComponent(doc.jid)}`)
  const withDoc = Conversation.with(tab, doc.name)
  await expect(withDoc.message('Hello before')).toBeVisible()

  // While the gateway is held still, nothing of what happens reaches it.
  const { pid = 0 } = house.gateway
  process.kill(pid, 'SIGSTOP')
  try {
    await house.server.restart(true)
    for (const [who, prefix] of [
      [doc, 'Doc says'],
      [biff, 'Biff says'],
    ] as const) {
      const client = await outsider(who)
      await sayAll(client, marty.jid, prefix)
    }
    const client = await outsider(doc)
    client.send(`<presence to='${jid}/Doc'>${MUC}</presence>`)
    await client.hear('110', jid)
    await sayAll(client, jid, 'Doc tells', 'groupchat')
  } finally {
    process.kill(pid, 'SIGCONT')
  }

  await expect(withDoc.message(`Doc says ${COUNT}.`)).toBeVisible({ timeout: 60_000 })
  await expect(new Sidebar(page).person(biff.name)).toContainText(`${COUNT}`, { timeout: 30_000 })
  await expect(room.message(`Doc tells ${COUNT}.`)).toBeVisible({ timeout: 30_000 })

  const there = new Room(tab, localPart(jid))
  for (const window of [page, tab]) {
    await new Sidebar(window).room(localPart(jid)).click()
    const told = await readLog((window === page ? room : there).log, 'Doc tells \\d+\\.')
    expect(told.texts).toEqual(numbers('Doc tells'))
    expect(told.mounted).toBeLessThanOrEqual(60)
    for (const [who, prefix] of [
      [doc, 'Doc says'],
      [biff, 'Biff says'],
    ] as const) {
      await new Sidebar(window).person(who.name).click()
      const chat = Conversation.with(window, who.name)
      await expect(chat.log).toBeVisible()
      const said = await readLog(chat.log, `${prefix} \\d+\\.`)
      expect(said.texts).toEqual(numbers(prefix))
      expect(said.mounted).toBeLessThanOrEqual(60)
    }
  }
})

test('whoever comes back after days finds all of it, unread, in a browser that kept the rest', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
  roomNamed,
  baseURL,
}) => {
  test.setTimeout(180_000)
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const jid = roomNamed('lab')
  const page = await openAs(marty)
  const room = await createRoom(page, jid, { nick: 'Marty' })
  await room.say('Before')
  const client = await outsider(doc)
  client.say(marty.jid, 'Hello before')
  await new Sidebar(page).person(doc.name).click()
  const chat = Conversation.with(page, doc.name)
  await expect(chat.message('Hello before')).toBeVisible()
  // Two messages, two lines of lists, and how far two archives were read: written when there is time.
  await expect.poll(() => keptRows(page)).toBeGreaterThanOrEqual(6)
  await page.goto('about:blank')
  const headers = { origin: baseURL ?? '' }
  await page.context().request.delete('/session', { headers })

  await sayAll(client, marty.jid, 'Doc says')
  client.send(`<presence to='${jid}/Doc'>${MUC}</presence>`)
  await client.hear('110', jid)
  await sayAll(client, jid, 'Doc tells', 'groupchat')

  const data = { kind: 'password', jid: marty.jid, password: marty.password }
  await page.context().request.post('/session', { data, headers })
  await page.goto('/')
  const sidebar = new Sidebar(page)
  await expect(sidebar.person(doc.name)).toContainText(`${COUNT}`, { timeout: 30_000 })
  // Whoever opens it sooner sees the messages come, and nothing is new to them.
  await expect(sidebar.room(localPart(jid))).toContainText(`${COUNT}`, { timeout: 30_000 })
  await sidebar.room(localPart(jid)).click()
  await expect(room.log.getByText('New', { exact: true })).toBeVisible({ timeout: 30_000 })
  await expect
    .poll(async () => (await readLog(room.log, 'Before|Doc tells \\d+\\.')).texts, { timeout: 30_000 })
    .toEqual(['Before', ...numbers('Doc tells')])
  await sidebar.person(doc.name).click()
  await expect(chat.log.getByText('New', { exact: true })).toBeVisible()
  const said = await readLog(chat.log, 'Hello before|Doc says \\d+\\.')
  expect(said.texts).toEqual(['Hello before', ...numbers('Doc says')])
})
