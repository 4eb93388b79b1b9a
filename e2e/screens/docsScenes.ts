import type { Page } from 'playwright'
import type { Scene } from './scene.ts'

const open = async (page: Page, path: string) => {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** The protocol’s reference: pages of their own. */
export const docsScenes: readonly Scene[] = [
  { name: 'docs', isGuest: true, play: (page) => open(page, '/docs') },
  {
    name: 'docs-event',
    isGuest: true,
    async play(page) {
      await open(page, '/docs/muc#xmpp.muc.join')
      await page.getByRole('heading', { name: 'xmpp.muc.join' }).waitFor()
    },
  },
  {
    name: 'docs-example',
    isGuest: true,
    async play(page) {
      await open(page, '/docs/roster')
      await page.getByText('Gateway sends').first().scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'docs-search',
    isGuest: true,
    async play(page) {
      await open(page, '/docs')
      await page.getByRole('combobox', { name: 'Search the protocol' }).fill('XEP-0313')
      await page.getByRole('option').first().waitFor()
    },
  },
]
