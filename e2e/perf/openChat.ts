import type { Page } from 'playwright'

/** From the click on a conversation until its newest message is painted. */
export function openChat(page: Page, jid: string, text: string): Promise<number> {
  return page.evaluate(
    async ([to, wanted]) => {
      const began = performance.now()
      location.hash = `#/chat/${encodeURIComponent(to)}`
      const at = await window.stopwatch.fromStart(() =>
        [...document.querySelectorAll('[role=log] article p')].some((each) => each.textContent === wanted),
      )
      return at - began
    },
    [jid, text] as const,
  )
}
