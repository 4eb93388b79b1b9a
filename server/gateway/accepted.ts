import type { Confirmed } from '#protocol/delivery.ts'
import { bareJid, bareOf, type Jid } from '#protocol/jid.ts'

const MAX_KEPT = 10_000
const KEPT_MS = 24 * 3_600_000

interface Kept {
  at: number
  confirmed: Confirmed | undefined
}

/**
 * Which messages of a session were taken, and which of those are confirmed. A page that never heard our answer says
 * it again with the same id, to the same person or room: it must not be said twice.
 */
export class Accepted {
  readonly #kept = new Map<string, Kept>()

  add({ event, said }: Words): void {
    const now = Date.now()
    const name = nameOf(event, said)
    this.#kept.delete(name)
    this.#kept.set(name, { at: now, confirmed: undefined })
    for (const [oldest, { at }] of this.#kept) {
      if (this.#kept.size <= MAX_KEPT && at > now - KEPT_MS) break
      this.#kept.delete(oldest)
    }
  }

  /** Whether it was taken, and its confirmation once there is one. */
  find({ event, said }: Words): { confirmed: Confirmed | undefined } | undefined {
    const kept = this.#kept.get(nameOf(event, said))
    return kept && kept.at > Date.now() - KEPT_MS ? kept : undefined
  }

  /** Takes in what the session tells: what was confirmed, and what came back, which may be said again. */
  observe(event: string, data: unknown): void {
    if (this.#kept.size > 0) this.#readers[event]?.(data as never)
  }

  readonly #readers: { [event: string]: ((data: never) => void) | undefined } = {
    'xmpp.delivery.confirmed': (confirmed: Confirmed) => this.#confirm(confirmed),
    'xmpp.muc.message': ({ room, private: isPrivate, own, id }: RoomMessage) => {
      if (own && !isPrivate && id !== undefined) this.#confirm({ to: room, id })
    },
    'xmpp.chat.error': ({ from, id }: { from: Jid; id?: string }) => {
      if (id !== undefined) this.#kept.delete(JSON.stringify([bareJid(from), id]))
    },
    'xmpp.muc.error': ({ room, nick, id }: { room: string; nick?: string; id?: string }) => {
      const to = nick === undefined ? room : `${room}/${nick}`
      if (id !== undefined) this.#kept.delete(JSON.stringify([to, id]))
    },
  }

  #confirm(confirmed: Confirmed): void {
    const kept = this.#kept.get(JSON.stringify([confirmed.to, confirmed.id]))
    if (kept) kept.confirmed = confirmed
  }
}

interface Words {
  event: string
  said: Record<string, unknown>
}

interface RoomMessage {
  room: string
  private: boolean
  own?: boolean
  id?: string
}

function nameOf(event: string, { room, to, id }: Record<string, unknown>): string {
  if (event === 'xmpp.chat.message') return JSON.stringify([bareOf(String(to)) ?? to, id])
  const place = bareOf(String(room)) ?? room
  return JSON.stringify([to ? `${place}/${to}` : place, id])
}
