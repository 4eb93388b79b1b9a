import { Conversation } from '../pages/conversation.ts'
import { openChat } from '../pages/openChat.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { signInByForm } from '../pages/signIn.ts'
import { expect, test } from '../pages/test.ts'
import { tryNow } from '../pages/tryNow.ts'
import { freePorts } from '../servers/freePorts.ts'
import { startGateway } from '../servers/gateway.ts'

const REFUSED = /status of 4\d\d/

test('the form lets in who knows the password', async ({ openWindow, makeAccount }) => {
  const marty = await makeAccount('marty')
  const page = await openWindow()
  await signInByForm(page, marty)
  await expect(new Sidebar(page).own(marty.name)).toBeVisible()
  await expect(page).toHaveTitle('Hoverboard')
})

test('a name alone is completed with the only domain there is', async ({ openWindow, makeAccount }) => {
  const marty = await makeAccount('marty')
  const page = await openWindow()
  await signInByForm(page, { ...marty, jid: marty.jid.split('@')[0] ?? '' })
  await expect(new Sidebar(page).own(marty.name)).toBeVisible()
})

test('a wrong password is said beside its field, and what was typed stays', async ({
  openWindow,
  makeAccount,
  complaints,
}) => {
  complaints.allow(REFUSED)
  const marty = await makeAccount('marty')
  const page = await openWindow()
  await signInByForm(page, { ...marty, password: 'manure' })
  await expect(page.getByText('That address and password do not belong together.')).toBeVisible()
  await expect(page.getByLabel('Address')).toHaveValue(marty.jid)
  const password = page.getByLabel('Password', { exact: true })
  await expect(password).toHaveValue('manure')
  await expect(password).toBeFocused()
  await expect(password).toHaveAttribute('aria-invalid', 'true')
  await password.fill(marty.password)
  await password.press('Enter')
  await expect(new Sidebar(page).own(marty.name)).toBeVisible()
})

test('an unknown domain is said beside the address, and what was typed stays', async ({
  openWindow,
  complaints,
}) => {
  complaints.allow(REFUSED)
  const page = await openWindow()
  await signInByForm(page, { jid: 'marty@twin-pines.test', password: 'outatime' })
  await expect(
    page.getByText('This page does not lead to that server. Check the part after the @.'),
  ).toBeVisible()
  const address = page.getByLabel('Address')
  await expect(address).toHaveValue('marty@twin-pines.test')
  await expect(address).toBeFocused()
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('outatime')
})

test('what is missing is said before anybody is asked', async ({ openWindow }) => {
  const page = await openWindow()
  const asked: string[] = []
  page.on('request', (request) => request.method() === 'POST' && asked.push(request.url()))
  await signInByForm(page, { jid: '', password: 'x' })
  await expect(page.getByText('Enter your address.')).toBeVisible()
  await signInByForm(page, { jid: 'marty', password: '' })
  await expect(page.getByText('Enter your password.')).toBeVisible()
  expect(asked).toEqual([])
})

test('an account is created, once', async ({ openWindow, makeAccount, complaints }) => {
  complaints.allow(REFUSED)
  const taken = await makeAccount('needles')
  const page = await openWindow()
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.getByLabel('Address').fill(taken.jid)
  await page.getByLabel('Password', { exact: true }).fill('outatime')
  const create = page.getByRole('button', { name: 'Create account' })
  await create.click()
  await expect(page.getByText('That name is taken already. Choose another one.')).toBeVisible()
  await page.getByLabel('Address').fill(`new-${taken.jid}`)
  await create.click()
  await expect(new Sidebar(page).own(`new-${taken.name}`)).toBeVisible()
})

test('a guest needs no account', async ({ openWindow }) => {
  const page = await openWindow()
  await page.getByRole('button', { name: 'Continue as a guest' }).click()
  const sidebar = new Sidebar(page)
  await expect(sidebar.root).toBeVisible()
  await expect(page.getByText('Choose a conversation')).toBeVisible()
})

test('a reload keeps the session and the place', async ({ openAs, makeAccount }) => {
  const marty = await makeAccount('marty')
  const page = await openAs(marty)
  await openChat(page, `doc@${marty.jid.split('@')[1]}`)
  await page.reload()
  await expect(new Sidebar(page).own(marty.name)).toBeVisible()
  await expect(Conversation.with(page, 'doc').composer).toBeVisible()
})

test('signing out ends the session in every tab', async ({ openAs, makeAccount }) => {
  const marty = await makeAccount('marty')
  const page = await openAs(marty)
  const second = await page.context().newPage()
  await second.goto('/')
  await expect(new Sidebar(second).own(marty.name)).toBeVisible()
  await new Sidebar(page).chooseOwn(marty.name, 'Sign out')
  for (const each of [page, second]) {
    await expect(each.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await expect(each.getByText('You are signed out.')).toBeVisible()
  }
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

// With what it knew, it brings the session back: `sessions.spec.ts`.
test('a gateway that comes back without its data is a banner, a sentence, and no lost draft', async ({
  server,
  openWindow,
  makeAccount,
  complaints,
}) => {
  complaints.allow(/net::ERR_|WebSocket connection|outside request: http:\/\/127\.0\.0\.1:/)
  const marty = await makeAccount('marty')
  const [port] = await freePorts(1)
  const first = await startGateway(server, { port })
  const page = await openWindow(first.url)
  await signInByForm(page, marty)
  await page.goto(`${first.url}/#/chat/${encodeURIComponent(server.accounts[0]?.jid ?? '')}`)
  const composer = page.getByRole('textbox', { name: /^Message / })
  await composer.fill('Are you telling me that you built a time machine')
  if (first.pid) process.kill(first.pid, 'SIGKILL')
  await expect(page.getByText('The connection to Hoverboard is broken.')).toBeVisible()
  await expect(page.getByText('It will be sent when you are back.')).toBeVisible()
  const second = await startGateway(server, { port })
  try {
    await tryNow(page, page.getByRole('heading', { name: 'Sign in' }))
    await expect(page.getByRole('status').filter({ hasText: /\w/ })).toBeVisible()
    await signInByForm(page, marty)
    await expect(composer).toHaveValue('Are you telling me that you built a time machine')
    await expect(page.getByText('The connection to Hoverboard is broken.')).toBeHidden()
  } finally {
    // A page that is still open asks the one that stops, and a browser writes that down as an error.
    await page.close()
    await second.stop()
  }
})

test('a page that wakes up in the session of somebody else says nothing in their name', async ({
  openAs,
  makeAccount,
  outsider,
  baseURL,
}) => {
  const [marty, biff, doc] = [await makeAccount('marty'), await makeAccount('biff'), await makeAccount('doc')]
  const listening = await outsider(doc)
  listening.send('<presence/>')
  const page = await openAs(marty)
  let isDown = false
  let cut = () => {}
  await page.routeWebSocket(/socket\.io/, (socket) => {
    if (isDown) void socket.close()
    else socket.connectToServer()
    cut = () => void socket.close()
  })
  await page.reload()
  await expect(new Sidebar(page).own(marty.name)).toBeVisible()
  await openChat(page, doc.jid)
  const { composer } = Conversation.with(page, doc.name)
  await composer.fill('Great Scott')
  isDown = true
  cut()
  await expect(page.getByText('The connection to Hoverboard is broken.')).toBeVisible()
  await composer.press('Enter')
  await composer.fill('One point twenty-one')
  const { jid, password } = biff
  const headers = { origin: baseURL ?? '' }
  await page.context().request.post('/session', { data: { kind: 'password', jid, password }, headers })
  isDown = false
  await tryNow(page, new Sidebar(page).own(biff.name))
  await openChat(page, doc.jid)
  const own = Conversation.with(page, doc.name)
  await expect(own.composer).toHaveValue('')
  await own.composer.fill('Hello')
  await own.composer.press('Enter')
  // What was queued would have come first.
  expect(await listening.hear('<body>')).toContain('<body>Hello</body>')
})
