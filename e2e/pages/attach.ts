import { expect, type Locator, type Page } from 'playwright/test'
import type { Conversation } from './conversation.ts'

/** A file as a test makes one. */
export interface TestFile {
  name: string
  mimeType: string
  buffer: Buffer
}

/** Chooses files as the button by the composer lets one. */
export async function attach({ page, root }: Conversation, ...files: TestFile[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await root.getByRole('button', { name: 'Attach files' }).click()
  await (await chooser).setFiles(files)
}

/** The files on their way. */
export const tray = ({ root }: Conversation): Locator =>
  root.getByRole('list', { name: 'Files on their way' })

/** Holds files over the conversation, and lets go of them. */
export async function dropOn(page: Page, root: Locator, { name, mimeType, buffer }: TestFile): Promise<void> {
  const held = await page.evaluateHandle(
    ([base64, fileName, type]) => {
      const bytes = Uint8Array.from(atob(base64 ?? ''), (character) => character.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], fileName ?? '', { type: type ?? '' }))
      return data
    },
    [buffer.toString('base64'), name, mimeType],
  )
  // A hand holds them there until something is seen.
  await expect(async () => {
    await root.dispatchEvent('dragover', { dataTransfer: held })
    await expect(root.getByText('Drop to send')).toBeVisible({ timeout: 500 })
  }).toPass()
  await root.dispatchEvent('drop', { dataTransfer: held })
}
