import type { Card } from '#protocol/vcard.ts'

/** Where an address or a number belongs; empty: nobody said. */
export type Place = 'home' | 'work' | ''

/** One of several; what a server kept beside it stays with it. */
export interface Entry {
  readonly key: string
  readonly place: Place
  readonly value: string
  readonly kept: object
}
export interface Address extends Omit<Entry, 'value'> {
  readonly street: string
  readonly extadd: string
  readonly pcode: string
  readonly locality: string
  readonly region: string
  readonly ctry: string
}

/** A card as people fill it in. */
export interface Fields {
  readonly fn: string
  readonly nickname: string
  readonly bday: string
  readonly orgname: string
  readonly orgunit: string
  readonly title: string
  readonly url: string
  readonly desc: string
  readonly email: readonly Entry[]
  readonly tel: readonly Entry[]
  readonly adr: readonly Address[]
}

export const ADDRESS_PARTS = ['street', 'extadd', 'pcode', 'locality', 'region', 'ctry'] as const

const text = (value: string | false | null | undefined) => value || ''
/** A flag is there, or it is not; its value says nothing. */
const isThere = (flag: boolean | null | undefined) => flag !== undefined && flag !== null

type Flags = { readonly home?: boolean | null; readonly work?: boolean | null }
const placeOf = ({ home, work }: Flags): Place => (isThere(home) ? 'home' : isThere(work) ? 'work' : '')

export function fieldsOf(card: Card): Fields {
  return {
    fn: text(card.fn),
    nickname: text(card.nickname),
    bday: text(card.bday),
    orgname: text(card.org?.orgname),
    orgunit: text(card.org?.orgunit),
    title: text(card.title),
    url: text(card.url),
    desc: text(card.desc),
    email: (card.email ?? []).map((kept, index) => ({
      key: `email ${index}`,
      place: placeOf(kept),
      value: text(kept.userid),
      kept,
    })),
    tel: (card.tel ?? []).map((kept, index) => ({
      key: `tel ${index}`,
      place: placeOf(kept),
      value: text(kept.number),
      kept,
    })),
    adr: (card.adr ?? []).map((kept, index) => ({
      key: `adr ${index}`,
      place: placeOf(kept),
      kept,
      street: text(kept.street),
      extadd: text(kept.extadd),
      pcode: text(kept.pcode),
      locality: text(kept.locality),
      region: text(kept.region),
      ctry: text(kept.ctry),
    })),
  }
}

let made = 0
const newKey = () => `new ${++made}`

export const isNew = ({ key }: { key: string }): boolean => key.startsWith('new ')

export const newEntry = (): Entry => ({ key: newKey(), place: '', value: '', kept: {} })
export const newAddress = (): Address => ({
  ...{ key: newKey(), place: '', kept: {} },
  ...{ street: '', extadd: '', pcode: '', locality: '', region: '', ctry: '' },
})

export const isEmptyAddress = (address: Address): boolean =>
  ADDRESS_PARTS.every((part) => address[part].trim() === '')

const written = (value: string) => value.trim() || undefined

function withPlace(kept: object, place: Place): object {
  const { home: _home, work: _work, ...rest } = kept as Flags
  return place === '' ? rest : { ...rest, [place]: true }
}

/** The card with these fields in it; what they do not name stays as it is. Empty ones go. */
export function cardOf(fields: Fields, card: Card): Card {
  const { orgname, orgunit } = { orgname: written(fields.orgname), orgunit: written(fields.orgunit) }
  const filled = (entries: readonly Entry[]) => entries.filter(({ value }) => value.trim() !== '')
  return {
    ...card,
    fn: written(fields.fn),
    nickname: written(fields.nickname),
    bday: written(fields.bday),
    title: written(fields.title),
    url: written(fields.url),
    desc: written(fields.desc),
    org: orgname || orgunit ? { ...card.org, orgname, orgunit } : undefined,
    email: filled(fields.email).map(({ kept, place, value }) => ({
      ...withPlace(kept, place),
      userid: value.trim(),
    })),
    tel: filled(fields.tel).map(({ kept, place, value }) => ({
      ...withPlace(kept, place),
      number: value.trim(),
    })),
    adr: fields.adr
      .filter((address) => !isEmptyAddress(address))
      .map((address) => ({
        ...withPlace(address.kept, address.place),
        ...Object.fromEntries(ADDRESS_PARTS.map((part) => [part, written(address[part])])),
      })),
    // Not said again: what is not given stays.
    photo: undefined,
  }
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

export const areSame = (one: Fields, other: Fields): boolean => same(one, other)

/** What stands there by now, with what was changed here: another device may have saved meanwhile. */
export function merged(now: Fields, before: Fields, mine: Fields): Fields {
  const changed = (Object.keys(mine) as (keyof Fields)[]).filter((name) => !same(mine[name], before[name]))
  return { ...now, ...Object.fromEntries(changed.map((name) => [name, mine[name]])) }
}

/** Whether there is anything to show of it. */
export function isEmpty(fields: Fields): boolean {
  const { email, tel, adr, ...texts } = fields
  const lines = [...Object.values(texts), ...[...email, ...tel].map(({ value }) => value)]
  return lines.every((line) => line.trim() === '') && adr.every(isEmptyAddress)
}
