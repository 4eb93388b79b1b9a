import { readFileSync } from 'node:fs'
import { differencesPage } from './differencesPage.ts'
import type { Html } from './html.ts'
import { indexPage } from './indexPage.ts'
import { layout } from './layout.ts'
import { linksOf } from './links.ts'
import { type Reference, readReference } from './reference.ts'
import { rulesPage } from './rulesPage.ts'
import { searchIndex } from './searchIndex.ts'
import { shapesPage } from './shapesPage.ts'
import { slicePage } from './slicePage.ts'

const STYLES = ['docs/docs', 'styles/tokens', 'docs/article', 'docs/code', 'docs/search']

/** The pages of the protocol reference by their path below the page's root, ready to be served. */
export async function buildSite(root = '.'): Promise<Map<string, string>> {
  return siteOf(await readReference(root), root)
}

export function siteOf(reference: Reference, root = '.'): Map<string, string> {
  const links = linksOf(reference)
  const rules = JSON.parse(readFileSync(`${root}/shared/reference/rules.json`, 'utf8'))
  const site = new Map<string, string>()
  const add = (path: string, title: string, description: string, body: Html) =>
    site.set(`docs/${path || 'index'}.html`, layout({ path, title, description, body }, reference))
  add('', 'All events', 'Every event between page and gateway.', indexPage(reference, links))
  add('rules', 'Rules of the wire', 'What holds for every event.', rulesPage(reference, rules, links))
  add('shapes', 'Shapes', 'What several payloads share.', shapesPage(reference, links))
  add('differences', 'Differences', 'What is other than in XMPP-FTW 2.', differencesPage(reference, links))
  for (const slice of reference.slices)
    add(slice.name, slice.title, slice.about, slicePage(slice, reference, links))
  const styles = STYLES.map((file) => readFileSync(`${root}/web/${file}.css`, 'utf8'))
  site.set('docs/docs.css', styles.join('\n'))
  site.set('docs/search.json', JSON.stringify(searchIndex(reference, links)))
  return site
}
