import type { Page } from 'playwright'
import type { ServerInfo } from '../servers/testServer.ts'
import type { Crowd } from './crowd.ts'

export interface Scene {
  readonly name: string
  readonly isGuest?: boolean
  play(page: Page, server: ServerInfo, crowd: Crowd): Promise<unknown>
}

export const roomAt = (server: ServerInfo, node: string) => `${node}@${server.mucDomain}`
export const encoded = (server: ServerInfo, node: string) => encodeURIComponent(roomAt(server, node))

export async function to(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => {
    location.hash = next
  }, hash)
}

/** Enters the room unless this session is in it already. */
export async function enter(page: Page, hash: string, password?: string): Promise<void> {
  await to(page, hash)
  const join = page.getByRole('button', { name: 'Join room' })
  const composer = page.getByRole('textbox', { name: /^Message / })
  await join.or(composer).first().waitFor()
  if (!(await join.isVisible())) return
  // The page remembers the nick of the last door, which may be somebody's by now.
  await page.getByRole('textbox', { name: 'Nick', exact: true }).fill('Doc')
  if (password !== undefined) await page.getByLabel('Room password').fill(password)
  await join.click()
  await composer.waitFor()
}

/** Presses an item of the menu of the room that is open. */
export async function choose(page: Page, item: string): Promise<void> {
  await page
    .getByRole('button', { name: /^Menu of / })
    .last()
    .click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}
