import { bareJid } from '#protocol/jid.ts'
import type { Presence, Show } from '#protocol/presence.ts'
import { batch } from '../../store/batch.ts'
import { Collection } from '../../store/collection.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'

export type Availability = 'online' | Show | 'offline'

/** A person's presence over all their devices: the best of them speaks. */
export interface Summary {
  readonly availability: Availability
  readonly status?: string
}
/** Somebody asks to see one's presence. */
export interface SubscriptionRequest {
  readonly jid: string
  /** The name they give themselves: a claim. */
  readonly nick?: string
  readonly text?: string
}

const OFFLINE: Summary = { availability: 'offline' }
const RANK: Record<Availability, number> = { chat: 0, online: 1, away: 2, dnd: 3, xa: 4, offline: 5 }

export const presenceModel = defineModel('presence', () => {
  const people = new Collection<string, Summary>()
  const requests = new Collection<string, SubscriptionRequest>()
  /** Strangers whose messages wait in the same place, and how many of them nobody looked at; another slice tells. */
  const strangers = new Value({ all: 0, unread: 0 })
  const own = new Value<{ show?: Show; status?: string }>({})
  const devices = new Map<string, Map<string, Presence>>()
  let isSilenced = (_jid: string): boolean => false

  function summarize(jid: string): void {
    let best: Presence | undefined
    for (const each of devices.get(jid)?.values() ?? []) if (!best || isBetter(each, best)) best = each
    if (!best) {
      devices.delete(jid)
      people.delete(jid)
      return
    }
    if (isSilenced(jid)) {
      people.delete(jid)
      return
    }
    const availability = availabilityOf(best)
    const old = people.get(jid)
    // Another device that changes nothing wakes nobody.
    if (old?.availability === availability && old.status === (best.status || undefined)) return
    people.set(jid, { availability, ...(best.status ? { status: best.status } : {}) })
  }

  const reducers: Reducers = {
    'xmpp.presence': (presence) => {
      const jid = bareJid(presence.from)
      const resource = presence.from.resource ?? ''
      let present = devices.get(jid)
      if (presence.show === 'offline') {
        // RFC 6121 §4.5.3: from the bare address it speaks of every device.
        if (resource === '') present?.clear()
        else present?.delete(resource)
      } else {
        if (!present) {
          present = new Map()
          devices.set(jid, present)
        }
        present.set(resource, presence)
      }
      summarize(jid)
    },
    'xmpp.presence.own': (presence) => own.set(presence),
    'xmpp.presence.subscribe': ({ from, nick, status }) => {
      const jid = bareJid(from)
      requests.set(jid, { jid, ...(nick ? { nick } : {}), ...(status ? { text: status } : {}) })
    },
    // Who asked has thought better of it.
    'xmpp.presence.subscription': ({ from, type }) => {
      if (type === 'unsubscribe') requests.delete(bareJid(from))
    },
    'xmpp.roster.push': ({ jid, subscription }) => {
      const bare = bareJid(jid)
      if (subscription === 'both' || subscription === 'from') requests.delete(bare)
      // Without a subscription nobody will say when they leave.
      if (subscription !== 'both' && subscription !== 'to') {
        devices.delete(bare)
        people.delete(bare)
      }
    },
    // A session begun anew: the server tells again who is there.
    'xmpp.connection': () => forget(),
  }

  function forget(): void {
    devices.clear()
    people.clear()
  }

  return {
    people,
    requests,
    strangers,
    own,
    reducers,
    reset: () => {
      forget()
      requests.clear()
    },
    of: (jid: string) => people.get(jid) ?? OFFLINE,
    /** Of these nothing is shown, whatever they said last: it is not told any more when they leave. */
    silence(whom: (jid: string) => boolean): void {
      isSilenced = whom
      batch(() => {
        for (const jid of [...devices.keys()]) summarize(jid)
      })
    },
    /** XEP-0153: what the devices that speak of it say; empty: there is no picture. */
    photoOf: (jid: string) =>
      [...(devices.get(jid)?.values() ?? [])].find(({ photo }) => photo !== undefined)?.photo,
    /** The resources under which somebody is there now. */
    devicesOf: (jid: string): string[] => [...(devices.get(jid)?.keys() ?? [])],
  }
})

const availabilityOf = (presence: Presence): Availability =>
  presence.show === 'offline' ? 'offline' : (presence.show ?? 'online')

// What is no number counts as none given (RFC 6121 §4.7.2.3).
const priorityOf = (presence: Presence) => Number(presence.priority) || 0

function isBetter(a: Presence, b: Presence): boolean {
  const priorities = priorityOf(a) - priorityOf(b)
  if (priorities !== 0) return priorities > 0
  return RANK[availabilityOf(a)] < RANK[availabilityOf(b)]
}
