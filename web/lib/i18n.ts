type Words = Record<string, string>
type Values = Record<string, string | number | undefined>

const LANGUAGE = 'en'

// One file per slice and language, found by its name: a new slice needs no line here.
const english = import.meta.glob<Words>('../locales/en/*.json', { eager: true, import: 'default' })
// The words of pages that most visits never open come with them.
const later = import.meta.glob<Words>('../locales/en/later/*.json', { import: 'default' })

const words = new Map<string, string>()
const add = (slice: string, more: Words) => {
  for (const [key, text] of Object.entries(more)) words.set(`${slice}:${key}`, text)
}
for (const [path, more] of Object.entries(english)) add(path.replace(/^.*\/|\.json$/gu, ''), more)

const loaded = new Set<string>()
const plurals = new Intl.PluralRules(LANGUAGE)
const numbers = new Intl.NumberFormat(LANGUAGE)

/**
 * Loads the words of a slice in `locales/<language>/later/`; to be awaited before its page is shown. A slice may have
 * some words from the start and others later.
 */
export async function loadWords(slice: string): Promise<void> {
  if (loaded.has(slice)) return
  const more = await later[`../locales/en/later/${slice}.json`]?.()
  if (more === undefined) throw new Error(`No words for ${slice}`)
  add(slice, more)
  loaded.add(slice)
}

/** Does that once the words of a slice are here. Where they cannot be had, there is nothing to say it with. */
export function withWords(slice: string, say: () => void): void {
  loadWords(slice).then(say, () => {})
}

/**
 * The words for `slice:key`, with `{{values}}` put in, `{{value, number}}` as the language writes numbers; a number
 * `count` chooses between `key_zero`, `key_one` and `key_other`. Where there are none, the key.
 */
export function t(key: string, values?: Values): string {
  const text = find(key, values?.count)
  if (text === undefined) return key.slice(key.indexOf(':') + 1)
  return values && text.includes('{{') ? fill(text, values) : text
}

function find(key: string, count: string | number | undefined): string | undefined {
  if (typeof count !== 'number') return words.get(key)
  const none = count === 0 ? words.get(`${key}_zero`) : undefined
  return none ?? words.get(`${key}_${plurals.select(count)}`) ?? words.get(key)
}

// In one go: what stands in a value is nobody's placeholder.
function fill(text: string, values: Values): string {
  return text.replace(/\{\{(\w+)(, number)?\}\}/gu, (hole, name: string, isNumber?: string) => {
    if (!Object.hasOwn(values, name)) return hole
    const value = values[name]
    return isNumber && typeof value === 'number' ? numbers.format(value) : String(value ?? '')
  })
}

/** Whether the language has words for `slice:key`. */
export function hasWords(key: string): boolean {
  return words.has(key)
}

/** BCP 47 tag of the words and of dates. */
export function language(): string {
  return LANGUAGE
}
