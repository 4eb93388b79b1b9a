import type { Result } from '../../transport/request.ts'
import { ROOM, type talk } from './testTalk.ts'

type Page = ReturnType<typeof talk>

export interface Kept {
  readonly id: string
  /** Who said it: a person's name, or in a room a nick. */
  readonly from: string
  readonly content?: string
  /** Whom Marty said it to. */
  readonly to?: string
  readonly at: string | number
  readonly more?: object
}

interface Query {
  queryId: string
  with?: string
  to?: string
  start?: string
  end?: string
  text?: string
  rsm: { max?: number; before?: string | true; after?: string }
}

/** An archive as a server keeps it: numbers what is put in, and answers pages of it. */
export class TestArchive {
  readonly #page: Page
  readonly own: Kept[] = []
  readonly room: Kept[] = []
  readonly asked: Query[] = []
  /** Of a page, whatever is asked for. */
  limit = 50
  /** Told instead of the next answers. */
  failing: object[] = []
  /** Whether it can be searched for words; then it finds what holds any of them. */
  isSearchable = false
  /** Called between a page's messages and the answer. */
  meanwhile: (() => void) | undefined

  constructor(page: Page) {
    this.#page = page
    page.gateway.answer('xmpp.mam.query', (data) => this.#answer(data as Query))
  }

  /** Puts messages in, a second apart. */
  add(shelf: 'own' | 'room', count: number, from: string, start: string | number, prefix = from): void {
    const first = new Date(start).getTime()
    for (let index = 0; index < count; index++)
      this[shelf].push({ id: `${prefix}-${index}`, from, at: first + index * 1000 })
  }

  #answer(query: Query): Result<unknown> {
    this.asked.push(query)
    const error = this.failing.shift()
    if (error) return { ok: false, error } as Result<unknown>
    if (query.text !== undefined && !this.isSearchable)
      return { ok: false, error: { type: 'cancel', condition: 'feature-not-implemented' } }
    const shelf = query.to === undefined ? this.own : this.room
    const { before, after, max = this.limit } = query.rsm
    const isMissing = (id: unknown) => typeof id === 'string' && !shelf.some((each) => each.id === id)
    if (isMissing(before) || isMissing(after))
      return { ok: false, error: { type: 'cancel', condition: 'item-not-found' } }
    const from = typeof after === 'string' ? shelf.findIndex(({ id }) => id === after) + 1 : 0
    const to = typeof before === 'string' ? shelf.findIndex(({ id }) => id === before) : shelf.length
    const fit = shelf.slice(from, to).filter((each) => this.#fits(each, query))
    const size = Math.min(max, this.limit)
    const found = before === undefined ? fit.slice(0, size) : fit.slice(-size)
    for (const each of found) this.#tell(each, query)
    this.meanwhile?.()
    this.meanwhile = undefined
    const complete = found.length === fit.length
    const [first, last] = [found[0]?.id, found.at(-1)?.id]
    return {
      ok: true,
      value: {},
      rsm: { ...(first ? { first, last } : {}), ...(complete ? { complete } : {}) },
    }
  }

  #fits({ id, from, to, at, content = id }: Kept, { with: peer, start, end, text }: Query): boolean {
    const time = new Date(at).getTime()
    const words = content.toLowerCase().split(' ')
    return (
      (text === undefined ||
        text
          .toLowerCase()
          .split(' ')
          .some((word) => words.includes(word))) &&
      (peer === undefined || peer === `${to ?? from}@hill.example`) &&
      (start === undefined || time >= Date.parse(start)) &&
      (end === undefined || time <= Date.parse(end))
    )
  }

  #tell({ id, from, to, at, content = id, more }: Kept, { queryId, to: room }: Query): void {
    const person = (user: string) => ({ user, domain: 'hill.example' })
    this.#page.gateway.event('xmpp.mam.message', {
      from: room === undefined ? person(from) : { user: 'lab', domain: 'rooms.hill.example', resource: from },
      content,
      id: `m-${id}`,
      delay: { when: new Date(at).toISOString() },
      mam: { id, queryId, ...(room === undefined ? { to: person(to ?? 'marty') } : {}) },
      ...(room === undefined ? {} : { room: ROOM, nick: from }),
      ...more,
    })
  }
}

/** As it arrives live, with the archive's number. */
export const live = (id: string, by = 'marty@hill.example') => ({ id: `m-${id}`, stanzaIds: [{ by, id }] })
