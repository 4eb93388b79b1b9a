import i18next from 'i18next'

type Words = Record<string, string>

// One file per slice and language, found by its name: a new slice needs no line here.
const english = import.meta.glob<Words>('../locales/en/*.json', { eager: true, import: 'default' })
// The words of pages that most visits never open come with them.
const later = import.meta.glob<Words>('../locales/en/later/*.json', { import: 'default' })

const sliceOf = (path: string) => path.replace(/^.*\/|\.json$/gu, '')
const bySlice = Object.fromEntries(Object.entries(english).map(([path, words]) => [sliceOf(path), words]))

i18next.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: bySlice },
  ns: Object.keys(bySlice),
  defaultNS: 'common',
  keySeparator: false,
  // React escapes; escaping twice would show entities.
  interpolation: { escapeValue: false },
})

const loaded = new Set<string>()

/**
 * Loads the words of a slice in `locales/<language>/later/`; to be awaited before its page is shown. A slice may have
 * some words from the start and others later.
 */
export async function loadWords(slice: string): Promise<void> {
  if (loaded.has(slice)) return
  const words = await later[`../locales/en/later/${slice}.json`]?.()
  if (words === undefined) throw new Error(`No words for ${slice}`)
  i18next.addResourceBundle('en', slice, words, true)
  loaded.add(slice)
}

/** The words for `slice:key`, with `{{values}}` put in; `count` chooses the plural. */
export function t(key: string, values?: Record<string, string | number | undefined>): string {
  return i18next.t(key, values ?? {})
}

/** Whether the language has words for `slice:key`. */
export function hasWords(key: string): boolean {
  return i18next.exists(key)
}

/** BCP 47 tag of the words and of dates. */
export function language(): string {
  return i18next.language
}
