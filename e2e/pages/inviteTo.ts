import { expect } from 'playwright/test'
import type { Room } from './room.ts'

type How = { reason?: string; sendsPassword?: boolean; by?: 'room' | 'oneself' }

/** Invites somebody by their address, from the menu of the room. */
export async function inviteTo(room: Room, jid: string, how: How = {}): Promise<void> {
  await room.choose('Invite people')
  const { page } = room
  const dialog = page.getByRole('dialog', { name: `Invite people to ${room.name}` })
  const search = dialog.getByRole('searchbox', { name: 'Find a contact, or enter an address' })
  await search.fill(jid)
  await search.press('Enter')
  await expect(dialog.getByRole('checkbox', { name: jid })).toBeChecked()
  if (how.reason) await dialog.getByRole('textbox', { name: /^A few words/ }).fill(how.reason)
  if (how.by === 'oneself') await dialog.getByRole('radio', { name: 'From you to them' }).check()
  if (how.sendsPassword)
    await dialog.getByRole('checkbox', { name: "Send the room's password with it" }).click()
  await dialog.getByRole('button', { name: 'Invite 1 person' }).click()
  if (how.sendsPassword)
    await page
      .getByRole('alertdialog', { name: 'Send the password to 1 person?' })
      .getByRole('button', { name: 'Send with password' })
      .click()
  await expect(dialog.getByText('Invited', { exact: true })).toBeVisible()
  // The cross is named like it.
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toBeHidden()
}
