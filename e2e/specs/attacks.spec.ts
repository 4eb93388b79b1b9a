import { heapOf } from '../pages/heapOf.ts'
import { openChat } from '../pages/openChat.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'

// Of the table of attacks in `README.md`, what only a browser shows.

test('S35: a text that turns around, and one with marks piled on it, stay in their own rows', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, biff] = [await makeAccount('marty'), await makeAccount('biff')]
  await befriend(marty, biff)
  const chat = await openChat(await openAs(marty), biff.jid)
  const his = await outsider(biff)
  const joiners = '\u200d'.repeat(2000)
  his.say(marty.jid, 'before')
  his.say(marty.jid, `turned \u202egnp.exe`)
  his.say(marty.jid, `piled Z${'\u0315\u0363\u035b'.repeat(100)}`)
  his.say(marty.jid, `joined ${joiners}`)
  his.say(marty.jid, 'after')
  await expect(chat.message('after')).toBeVisible()
  const row = async (text: string) => {
    const said = chat.message(text).getByText(text)
    // Painted in its own box, and its direction ends with it.
    await expect(said).toHaveCSS('overflow', 'clip')
    await expect(said).toHaveCSS('unicode-bidi', 'isolate')
    return (await said.boundingBox()) ?? { y: 0, height: 0, x: 0, width: 0 }
  }
  const boxes = [
    await row('before'),
    await row('turned'),
    await row('piled'),
    await row('joined'),
    await row('after'),
  ]
  for (const [at, box] of boxes.entries()) {
    const next = boxes[at + 1]
    if (next) expect(box.y + box.height).toBeLessThanOrEqual(next.y + 1)
    expect(box.x).toBeCloseTo(boxes[0]?.x ?? 0, 0)
    expect(box.height).toBeLessThan(200)
  }
})

test('S65: the password that signed in is in nothing that the browser keeps, sends again or holds', async ({
  openWindow,
  makeAccount,
}) => {
  test.slow()
  const marty = await makeAccount('marty')
  const page = await openWindow()
  const frames: string[] = []
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => frames.push(String(payload)))
    socket.on('framereceived', ({ payload }) => frames.push(String(payload)))
  })
  await page.getByLabel('Address').fill(marty.jid)
  // As a keyboard does: `fill` would leave the text with the script that fills.
  await page.getByLabel('Password', { exact: true }).focus()
  await page.keyboard.insertText(marty.password)
  // So that nothing found later means that nothing was there.
  expect(await heapOf(page)).toContain(marty.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(new Sidebar(page).own(marty.name)).toBeVisible()
  await expect
    .poll(async () => (await heapOf(page)).includes(marty.password), { timeout: 60_000 })
    .toBe(false)
  const kept = await page.evaluate(async () => {
    const parts: unknown[] = [
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      location.href,
      history.state,
    ]
    parts.push(document.documentElement.outerHTML)
    for (const { name = '' } of await indexedDB.databases()) {
      const opened = indexedDB.open(name)
      await new Promise((resolve) => opened.addEventListener('success', resolve))
      for (const store of opened.result.objectStoreNames) {
        const all = opened.result.transaction(store).objectStore(store).getAll()
        await new Promise((resolve) => all.addEventListener('success', resolve))
        const text = new TextDecoder('latin1')
        parts.push(
          all.result.map((row) =>
            JSON.stringify(row, (_, value) => (value instanceof ArrayBuffer ? text.decode(value) : value)),
          ),
        )
      }
      opened.result.close()
    }
    return JSON.stringify(parts)
  })
  expect(kept).not.toContain(marty.password)
  expect(frames.length).toBeGreaterThan(0)
  expect(frames.join('\n')).not.toContain(marty.password)
  expect(JSON.stringify(await page.context().storageState())).not.toContain(marty.password)
})

test('what fails its check leaves a row that says so, once a burst, and nothing of what it held', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, biff, doc] = [await makeAccount('marty'), await makeAccount('biff'), await makeAccount('doc')]
  await befriend(marty, biff)
  const chat = await openChat(await openAs(marty), biff.jid)
  const his = await outsider(biff)
  const inner = `<message xmlns='jabber:client' type='chat' from='${marty.jid}' to='${doc.jid}'><body>I quit</body></message>`
  const copy = `<sent xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>${inner}</forwarded></sent>`
  his.say(marty.jid, 'before')
  for (let index = 0; index < 5; index++) his.say(marty.jid, 'cover', copy)
  his.say(marty.jid, 'sealed', "<encryption xmlns='urn:xmpp:eme:0' namespace='urn:xmpp:omemo:2'/>")
  his.say(marty.jid, 'after')
  await expect(chat.message('after')).toBeVisible()
  const row = chat.log.getByText(/^5 messages from .* failed their checks and are not shown\.$/)
  await expect(row).toBeVisible()
  await expect(chat.log.getByText(/^A message from .* is encrypted and cannot be read here\.$/)).toBeVisible()
  const why = chat.log.getByText(/claimed to be a copy/)
  await expect(why).toBeHidden()
  await chat.log.getByText('Why?').first().press('Enter')
  await expect(why).toBeVisible()
  for (const hidden of ['I quit', 'cover', 'sealed']) await expect(chat.message(hidden)).toHaveCount(0)
})

test('ASVS 3.7.3: a link of who is no contact asks before it leads away; a contact’s does not', async ({
  openAs,
  makeAccount,
  outsider,
  complaints,
}) => {
  complaints.allow(/^outside request: https:\/\/evil\.example\//)
  const [marty, biff] = [await makeAccount('marty'), await makeAccount('biff')]
  const page = await openAs(marty)
  await page.context().route('https://evil.example/**', (route) => route.fulfill({ body: 'there' }))
  const his = await outsider(biff)
  his.say(marty.jid, 'see https://evil.example/x')
  const chat = await openChat(page, biff.jid)
  const link = chat.message('see').getByRole('link')
  await link.press('Enter')
  const dialog = page.getByRole('alertdialog', { name: 'You leave Hoverboard for evil.example' })
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect(dialog).toBeHidden()
  await expect(link).toBeFocused()
  expect(page.context().pages()).toHaveLength(1)
  await link.click()
  await dialog.getByRole('checkbox', { name: 'Do not ask again for evil.example' }).check()
  const [there] = await Promise.all([
    page.context().waitForEvent('page'),
    dialog.getByRole('button', { name: 'Open', exact: true }).click(),
  ])
  await expect(there.getByText('there')).toBeVisible()
  expect(await there.evaluate(() => [opener, document.referrer])).toEqual([null, ''])
  await there.close()
  const [again] = await Promise.all([page.context().waitForEvent('page'), link.click()])
  await expect(again.getByText('there')).toBeVisible()
  await expect(dialog).toBeHidden()
})
