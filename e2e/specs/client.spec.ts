import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openChat } from '../pages/openChat.ts'
import { expect, test } from '../pages/test.ts'
import { startGateway } from '../servers/gateway.ts'

/** A page that has nothing of ours but one script: no build, no React, a dozen lines. */
const pageOf = (gateway: string) => `<!doctype html><title>Plain</title>
<form><input name=jid aria-label=Address><input name=password type=password aria-label=Password><button>Log in</button></form>
<p role=status></p><ul></ul>
<form hidden><input name=to aria-label=To><input name=content aria-label=Message><button>Send</button></form>
<script src="${gateway}/client.js"></script>
<script>
const [entrance, talk] = document.forms, state = document.querySelector('p'), list = document.querySelector('ul')
const say = (text) => list.append(Object.assign(document.createElement('li'), { textContent: text }))
const socket = Hoverboard.connect()
socket.on('open', () => { state.textContent = 'open' })
socket.on('close', ({ retryAt }) => { state.textContent = retryAt ? 'away' : 'closed' })
socket.on('xmpp.connection', ({ jid }) => { state.textContent = 'in as ' + jid.user; talk.hidden = false; socket.send('xmpp.presence') })
socket.on('xmpp.error', ({ reason }) => { state.textContent = reason })
socket.on('xmpp.chat.message', ({ from, content }) => content && say(from.user + ': ' + content))
const valuesOf = (form) => Object.fromEntries(new FormData(form))
entrance.onsubmit = () => { socket.send('xmpp.login', valuesOf(entrance)); return false }
talk.onsubmit = () => { socket.send('xmpp.chat.message', valuesOf(talk), (error, { id } = {}) => say(error ? error.reason : 'said')); return false }
</script>`

/** Another site, on a port of its own. */
async function openSite(): Promise<{ server: Server; origin: string; show(html: string): void }> {
  let html = ''
  const server = createServer((_, response) => void response.setHeader('content-type', 'text/html').end(html))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const show = (text: string) => {
    html = text
  }
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, show }
}

test('a plain page of another origin talks with somebody who uses ours; a stranger’s page is not let in', async ({
  browser,
  server,
  makeAccount,
  openAs,
  befriend,
}) => {
  const [site, stranger] = [await openSite(), await openSite()]
  const gateway = await startGateway(server, { env: { PUBLIC_ORIGINS: site.origin } })
  const context = await browser.newContext()
  try {
    for (const each of [site, stranger]) each.show(pageOf(gateway.url))
    const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
    await befriend(marty, doc)
    const desk = await openAs(doc)
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(site.origin)
    const state = page.getByRole('status')
    await expect(state).toHaveText('open')

    await page.getByLabel('Address').fill(marty.jid)
    await page.getByLabel('Password').fill('wrong')
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(state).toHaveText('wrong-password')
    await page.getByLabel('Password').fill(marty.password)
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(state).toHaveText(`in as ${marty.name}`)

    await page.getByLabel('To').fill(doc.jid)
    await page.getByLabel('Message').fill('Hello from a plain page')
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'said' })).toBeVisible()
    const conversation = await openChat(desk, marty.jid)
    await expect(conversation.message('Hello from a plain page')).toBeVisible()
    await conversation.say('Great Scott!')
    await expect(page.getByRole('listitem').filter({ hasText: `${doc.name}: Great Scott!` })).toBeVisible()

    const other = await context.newPage()
    await other.goto(stranger.origin)
    await expect(other.getByRole('status')).toHaveText('away')

    await gateway.end()
    await expect(state).toHaveText('away')
    expect(errors).toEqual([])
  } finally {
    await context.close()
    await gateway.stop()
    for (const each of [site, stranger]) each.server.close()
  }
})
