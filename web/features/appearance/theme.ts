import { preferences } from '../../lib/storage.ts'

export type Theme = 'system' | 'light' | 'dark'

const KEY = 'theme'

export function keptTheme(): Theme {
  const kept = preferences.get<unknown>(KEY)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

export function keepTheme(theme: Theme): void {
  if (theme === 'system') preferences.delete(KEY)
  else preferences.set(KEY, theme)
}

/** Puts the theme on the page: called before anything is drawn, so that nothing flashes. */
export function applyTheme(theme = keptTheme()): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  // The browser's own bar follows the system through two tags; a theme of one's own overrules both.
  for (const tag of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    tag.dataset.system ??= tag.media
    const wanted = `(prefers-color-scheme: ${theme})`
    tag.media = theme === 'system' ? tag.dataset.system : tag.dataset.system === wanted ? 'all' : 'not all'
  }
}
