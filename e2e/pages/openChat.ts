import type { Page } from 'playwright/test'
import { Conversation } from './conversation.ts'
import { localPart } from './localPart.ts'

/** The conversation with somebody, by its address in the address bar. */
export async function openChat(page: Page, jid: string): Promise<Conversation> {
  await page.goto(`/#/chat/${encodeURIComponent(jid)}`)
  return Conversation.with(page, localPart(jid))
}
