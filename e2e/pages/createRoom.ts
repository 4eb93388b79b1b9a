import { expect, type Page } from 'playwright/test'
import { localPart } from './localPart.ts'
import { Room } from './room.ts'

interface NewRoom {
  nick?: string
  password?: string
  isPrivate?: boolean
}

/** Creates a room by the form, named like its address; whoever does it is inside, and its owner. */
export async function createRoom(page: Page, jid: string, options: NewRoom = {}): Promise<Room> {
  const name = localPart(jid)
  await page.goto('/#/create')
  const form = page.getByRole('region', { name: 'Create a room', exact: true })
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await expect(form.getByText(jid)).toBeVisible()
  if (options.isPrivate) await form.getByRole('radio', { name: 'Private' }).check()
  if (options.password) await form.getByLabel('Password', { exact: true }).fill(options.password)
  if (options.nick) await form.getByRole('textbox', { name: 'Your nick' }).fill(options.nick)
  await form.getByRole('button', { name: 'Create room' }).click()
  const room = new Room(page, name)
  await expect(room.composer).toBeVisible()
  return room
}
