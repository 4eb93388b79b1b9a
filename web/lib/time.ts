import { language, t } from './i18n.ts'

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language()} ${name}`
  const known = formatters.get(key)
  if (known) return known
  // The person's own region decides between 13:05 and 1:05 PM; the language of the words decides the words.
  const own = navigator.language
  const locale = own.split('-')[0] === language().split('-')[0] ? own : language()
  const made = new Intl.DateTimeFormat(locale, options)
  formatters.set(key, made)
  return made
}

type When = Date | number | string

/** 13:05 */
export function formatTime(at: When): string {
  return formatter('time', { hour: '2-digit', minute: '2-digit' }).format(new Date(at))
}

/** Today, Yesterday, Monday, 3 March, 3 March 2024. */
export function formatDay(at: When, now: When = Date.now()): string {
  const date = new Date(at)
  const days = daysBetween(date, new Date(now))
  if (days === 0) return t('ui:today')
  if (days === 1) return t('ui:yesterday')
  if (days > 1 && days < 7) return formatter('weekday', { weekday: 'long' }).format(date)
  if (date.getFullYear() === new Date(now).getFullYear())
    return formatter('day', { weekday: 'short', day: 'numeric', month: 'long' }).format(date)
  return formatter('date', { day: 'numeric', month: 'long', year: 'numeric' }).format(date)
}

/** Monday 3 March 2025 at 13:05, for tooltips. */
export function formatFull(at: When): string {
  return formatter('full', { dateStyle: 'full', timeStyle: 'short' }).format(new Date(at))
}

/** The shortest that says when: the time today, else the day. For previews in lists. */
export function formatShort(at: When, now: When = Date.now()): string {
  const date = new Date(at)
  const days = daysBetween(date, new Date(now))
  if (days === 0) return formatTime(at)
  if (days > 0 && days < 7) return formatter('short', { weekday: 'short' }).format(date)
  return formatter('numeric', { day: 'numeric', month: 'numeric', year: '2-digit' }).format(date)
}

/** Whether two moments lie on one calendar day here. */
export function sameDay(a: When, b: When): boolean {
  return daysBetween(new Date(a), new Date(b)) === 0
}

// Counted between noons, so that the hour lost or won at a clock change does not move a day.
function daysBetween(a: Date, b: Date): number {
  return Math.round((noon(b) - noon(a)) / 86_400_000)
}

function noon(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate(), 12).getTime()
}
