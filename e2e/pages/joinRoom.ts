import { expect, type Page } from 'playwright/test'
import { Door } from './door.ts'
import { localPart } from './localPart.ts'
import { Room } from './room.ts'

/** Enters a room by its address, through its door. */
export async function joinRoom(
  page: Page,
  jid: string,
  { nick, password }: { nick?: string; password?: string } = {},
): Promise<Room> {
  await page.goto(`/#/join/${encodeURIComponent(jid)}`)
  const door = Door.page(page)
  if (nick) await door.nick.fill(nick)
  if (password) await door.password.fill(password)
  await door.enter()
  const room = new Room(page, localPart(jid))
  await expect(room.composer).toBeVisible()
  return room
}
