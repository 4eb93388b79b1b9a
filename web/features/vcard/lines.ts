import { language, t } from '../../lib/i18n.ts'
import { type Address, type Entry, type Fields, isEmptyAddress, type Place } from './card.ts'

/** One fact of a card in words; `href` where it leads somewhere. */
export interface Line {
  readonly term: string
  readonly values: readonly { readonly text: string; readonly href?: string }[]
}

export const PLACES = ['', 'home', 'work'] as const satisfies readonly Place[]

const termOf = (name: string, place: Place) =>
  place === ''
    ? t(`vcard:${name}`)
    : t('vcard:termAt', { term: t(`vcard:${name}`), place: t(`vcard:place.${place}`) })

const WEB = /^https?:\/\/[^\s/]/iu
const MAIL = /^[^\s@<>"]+@[^\s@<>"]+$/u
const PHONE = /^\+?[\d\s().-]{3,}$/u

/** Only where it leads to the web: what else an address can be, nobody expects of a card. */
const toWeb = (url: string) => (WEB.test(url) ? url : undefined)
const toMail = (mail: string) =>
  MAIL.test(mail) ? `mailto:${encodeURIComponent(mail).replace('%40', '@')}` : undefined
const toPhone = (phone: string) => (PHONE.test(phone) ? `tel:${phone.replace(/[^\d+]/gu, '')}` : undefined)

/** A day as people write it; what is no day, as it stands. */
function day(text: string): string {
  const [, year, month, date] = /^(\d{4})-?(\d{2})-?(\d{2})/u.exec(text) ?? []
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)))
  if (Number.isNaN(at.getTime()) || at.getUTCDate() !== Number(date)) return text
  return new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeZone: 'UTC' }).format(at)
}

function several(
  name: 'email' | 'tel',
  entries: readonly Entry[],
  to: (text: string) => string | undefined,
): Line[] {
  const at = (place: Place) =>
    entries.filter((entry) => entry.place === place).map(({ value }) => value.trim())
  return PLACES.map((place) => ({
    term: termOf(name, place),
    values: [...new Set(at(place))].filter(Boolean).map((text) => ({ text, href: to(text) })),
  }))
}

const postal = (address: Address) =>
  [
    address.street,
    address.extadd,
    [address.pcode, address.locality].filter(Boolean).join(' '),
    address.region,
    address.ctry,
  ]
    .filter(Boolean)
    .join('\n')

/** What there is to say of somebody, in the order in which one asks. */
export function linesOf(fields: Fields): readonly Line[] {
  const one = (name: string, value: string, href?: string): Line => ({
    term: t(`vcard:${name}`),
    values: value.trim() === '' ? [] : [{ text: value, href }],
  })
  const { orgname, orgunit } = fields
  return [
    one('fn', fields.fn),
    one('nickname', fields.nickname),
    one('title', fields.title),
    one('org', [orgname, orgunit].filter(Boolean).join(', ')),
    ...several('email', fields.email, toMail),
    ...several('tel', fields.tel, toPhone),
    one('url', fields.url, toWeb(fields.url)),
    one('bday', day(fields.bday)),
    ...PLACES.map((place) => ({
      term: termOf('adr', place),
      values: fields.adr
        .filter((address) => address.place === place && !isEmptyAddress(address))
        .map((address) => ({ text: postal(address) })),
    })),
    one('desc', fields.desc),
  ].filter(({ values }) => values.length > 0)
}

/** What is wrong with what was typed, by the field. */
export function problemsOf(fields: Fields): ReadonlyMap<string, string> {
  const problems = new Map<string, string>()
  if (fields.url.trim() !== '' && !toWeb(fields.url.trim())) problems.set('url', t('profile:problem.url'))
  for (const { key, value } of fields.email)
    if (value.trim() !== '' && !toMail(value.trim())) problems.set(key, t('profile:problem.email'))
  return problems
}
