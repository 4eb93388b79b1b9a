import { randomUUID } from 'node:crypto'
import { bareJid } from '#protocol/jid.ts'
import type { Person } from './cast.ts'

/** Many messages, as fast as a page may say them, and what was told of each. */
export class Burst {
  readonly to: string
  readonly isRoom: boolean
  /** In the order in which they were accepted. */
  readonly ids: string[] = []
  readonly #told = new Map<string, string>()
  readonly #who: Person
  #awake: () => void = () => {}
  /** What became of the way last: to the gateway, and from there to the server. */
  #way = ''

  constructor(who: Person, where: { to: string } | { room: string }) {
    this.#who = who
    this.isRoom = 'room' in where
    this.to = 'room' in where ? where.room : where.to
    const tell = (id: string, what: string) => {
      this.#told.set(id, what)
      this.#awake()
    }
    who.socket.on('disconnect', (reason) => {
      this.#way = `the socket is closed: ${reason}`
    })
    who.socket.on('xmpp.session.state', (state) => {
      this.#way = JSON.stringify(state)
    })
    who.socket.on('xmpp.delivery.confirmed', ({ to, id }) => to === this.to && tell(id, 'confirmed'))
    who.socket.on('xmpp.muc.message', ({ room, own, id }) => own && room === this.to && tell(id, 'confirmed'))
    who.socket.on('xmpp.muc.error', ({ room, id, error }) => {
      if (room === this.to && id) tell(id, error.reason ?? error.condition)
    })
    who.socket.on('xmpp.chat.error', ({ from, id, error }) => {
      if (bareJid(from) === this.to && id) tell(id, error.reason ?? error.condition)
    })
  }

  /** Those that ended otherwise than confirmed, and how. */
  get failed(): [string, string][] {
    return this.ids.flatMap((id) => {
      const what = this.#told.get(id) ?? 'nothing'
      return what === 'confirmed' ? [] : [[id, what] as [string, string]]
    })
  }

  /** Says so many; at one of them something begins, and goes on beside the rest. */
  async say(count: number, event?: { at: number; begin?: () => Promise<void> }): Promise<void> {
    let beside: Promise<void> | undefined
    const acknowledged: Promise<unknown>[] = []
    for (let i = 0; i < count; i++) {
      const id = randomUUID()
      this.ids.push(id)
      const words = { content: `number ${i}`, id }
      const answer = this.isRoom
        ? this.#who.ok('xmpp.muc.message', { room: this.to, ...words })
        : this.#who.ok('xmpp.chat.message', { to: this.to, ...words })
      acknowledged.push(answer)
      if (i === event?.at) beside = event.begin?.()
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    await Promise.all(acknowledged)
    await beside
  }

  /** Until each is confirmed or failed; rejects when that takes too long. */
  async allTold(withinMs: number): Promise<void> {
    const untold = () => this.ids.filter((id) => !this.#told.has(id)).length
    await new Promise<void>((resolve, reject) => {
      const late = () => {
        const first = this.ids.findIndex((id) => !this.#told.has(id))
        const what = `of ${untold()} of ${this.ids.length} nothing was told, first of number ${first}`
        reject(new Error(`Timed out: ${what}; last, the way was ${this.#way || 'never broken'}`))
      }
      const timer = setTimeout(late, withinMs)
      this.#awake = () => {
        if (untold() > 0) return
        clearTimeout(timer)
        resolve()
      }
      this.#awake()
    })
  }
}

/** The ids of all that an archive holds, oldest first. */
export async function archiveOf(who: Person, where: { to: string } | { with: string }): Promise<string[]> {
  const ids: string[] = []
  const queryId = randomUUID()
  who.socket.on('xmpp.mam.message', ({ mam, id, content, subject }) => {
    if (mam.queryId === queryId && content !== undefined && subject === undefined) ids.push(id)
  })
  for (let after: string | undefined; ; ) {
    const { error, rsm } = await who.ask('xmpp.mam.query', {
      ...where,
      queryId,
      rsm: { max: 50, ...(after === undefined ? {} : { after }) },
    })
    if (error) throw new Error(`The archive refuses: ${JSON.stringify(error)}`)
    if (rsm.complete || !rsm.last) return ids
    after = rsm.last
  }
}
