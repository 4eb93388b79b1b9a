import i18next from 'i18next'

type Words = Record<string, string>

// One file per slice and language, found by its name: a new slice needs no line here.
const english = import.meta.glob<Words>('../locales/en/*.json', { eager: true, import: 'default' })

const bySlice = Object.fromEntries(
  Object.entries(english).map(([path, words]) => [path.replace(/^.*\/|\.json$/gu, ''), words]),
)

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
