import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Conversation } from '../pages/conversation.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'
import { startGateway } from '../servers/gateway.ts'

test('the server that comes along offers its people, who know each other', async ({
  server,
  openWindow,
  complaints,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'hoverboard-embedded-'))
  const own = { XMPP_SERVICE: undefined, XMPP_DOMAINS: undefined, XMPP_CA: undefined }
  const gateway = await startGateway(server, {
    env: { ...own, XMPP_ANONYMOUS_DOMAIN: undefined, HOVERBOARD_DATA: folder },
  })
  complaints.allow(new RegExp(`^outside request: ${gateway.url}/`))
  const page = await openWindow(gateway.url)
  try {
    await page.getByRole('button', { name: 'Marty' }).click()
    await expect(page.getByLabel('Address')).toHaveValue(/^marty@/)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    const sidebar = new Sidebar(page)
    for (const name of ['Dr. Emmett Brown', 'Lorraine Baines', 'Biff Tannen'])
      await expect(sidebar.person(name)).toBeVisible()
    await sidebar.person('Dr. Emmett Brown').click()
    await expect(Conversation.with(page, 'Dr. Emmett Brown').log.getByRole('article').first()).toBeVisible()
  } finally {
    await page.close()
    await gateway.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
