import { randomUUID } from 'node:crypto'
import type { Account, ServerInfo } from '../servers/testServer.ts'
import type { Place } from './actor.ts'
import type { ArchiveOf } from './archives.ts'
import type { Plan } from './history.ts'
import type { Share } from './traffic.ts'

/** Two with a browser, one with a script of ours, and two with other people's clients. */
export const names = ['ana', 'bea', 'sam', 'xen', 'pro'] as const
export type Name = (typeof names)[number]
export const ours: readonly Name[] = ['ana', 'bea', 'sam']

export interface Casting {
  readonly cast: readonly Name[]
  /** Pairs with a script of ours each, who say little. */
  readonly crowd: readonly string[]
  readonly accounts: ReadonlyMap<string, Account>
  readonly rooms: readonly string[]
  placesOf(name: string): Map<string, Place>
  readonly shares: Share[]
  readonly plan: Plan
  readonly archives: ArchiveOf[]
}

const SHARES: readonly [Name, string, number][] = [
  ['sam', 'chat', 14],
  ['sam', 'hall', 14],
  ['sam', 'twins', 14],
  ['ana', 'chat', 12],
  ['ana', 'hall', 8],
  ['bea', 'hall', 10],
  ['bea', 'twins', 10],
  ['xen', 'hall', 10],
  ['pro', 'post', 8],
]

/** Of one of the crowd, where the least of the others has 8. */
const CROWD_SHARE = 0.5

/**
 * Who plays, and where: a chat of ana and sam, a room `hall` for all, a room `twins` in which one nick begins like the
 * other, and `post`, in which pro writes to bea. Of the crowd, `q0` and `q1` have the chat `pair0`, and so on.
 */
export function casting(server: ServerInfo, cast: readonly Name[] = names, pairs = 0): Casting {
  const mark = randomUUID().slice(0, 8)
  const crowd = Array.from({ length: pairs * 2 }, (_, index) => `q${index}`)
  const accounts = new Map(
    [...cast, ...crowd].map((name) => {
      const local = `${name}-${mark}`
      return [name, { name: local, jid: `${local}@${server.domain}`, password: `${name} has 1.21 GW` }]
    }),
  )
  const room = (name: string) => `${name}-${mark}@${server.mucDomain}`
  const jid = (name: string) => `${name}-${mark}@${server.domain}`
  const couples = crowd.map((name, index) => ({
    name,
    conv: `pair${index >> 1}`,
    archive: `of ${name}`,
    peer: jid(`q${index ^ 1}`),
  }))
  const at: Record<string, Record<string, Place>> = {
    ana: {
      chat: { kind: 'chat', peer: jid('sam') },
      hall: { kind: 'room', room: room('hall'), nick: 'ana' },
    },
    bea: {
      hall: { kind: 'room', room: room('hall'), nick: 'bea' },
      twins: { kind: 'room', room: room('twins'), nick: 'Mar' },
      post: { kind: 'chat', peer: jid('pro') },
    },
    sam: {
      chat: { kind: 'chat', peer: jid('ana') },
      hall: { kind: 'room', room: room('hall'), nick: 'sam' },
      twins: { kind: 'room', room: room('twins'), nick: 'Mart' },
    },
    xen: { hall: { kind: 'room', room: room('hall'), nick: 'xen' } },
    pro: { post: { kind: 'chat', peer: jid('bea') } },
    ...Object.fromEntries(couples.map(({ name, conv, peer }) => [name, { [conv]: { kind: 'chat', peer } }])),
  }
  const isHere = (name: string) => accounts.has(name)
  const views = [
    { actor: 'ana', conv: 'chat', archive: 'of ana' },
    { actor: 'sam', conv: 'chat', archive: 'of sam' },
    { actor: 'bea', conv: 'post', archive: 'of bea' },
    ...['ana', 'bea', 'sam'].map((actor) => ({ actor, conv: 'hall', archive: 'hall' })),
    ...['bea', 'sam'].map((actor) => ({ actor, conv: 'twins', archive: 'twins' })),
    { actor: 'xen', conv: 'hall', archive: 'hall', isLive: true as const },
    ...couples.map(({ name, conv, archive }) => ({ actor: name, conv, archive })),
  ].filter(({ actor }) => isHere(actor))
  const archives = [
    { archive: 'of ana', conv: 'chat', owner: 'ana', peer: jid('sam') },
    { archive: 'of sam', conv: 'chat', owner: 'sam', peer: jid('ana') },
    { archive: 'of bea', conv: 'post', owner: 'bea', peer: jid('pro') },
    { archive: 'hall', conv: 'hall', owner: 'sam', room: room('hall') },
    { archive: 'twins', conv: 'twins', owner: 'sam', room: room('twins') },
    ...couples.map(({ name, conv, archive, peer }) => ({ archive, conv, owner: name, peer })),
  ].flatMap(({ owner, ...rest }) => {
    const account = accounts.get(owner)
    return account ? [{ ...rest, account }] : []
  })
  const shares = [...SHARES, ...couples.map(({ name, conv }) => [name, conv, CROWD_SHARE] as const)]
  return {
    cast,
    crowd,
    accounts,
    rooms: [room('hall'), room('twins')],
    placesOf: (name) => new Map(Object.entries(at[name] ?? {})),
    shares: shares.filter(([name]) => isHere(name)).map(([actor, conv, weight]) => ({ actor, conv, weight })),
    plan: { ours: [...ours.filter(isHere), ...crowd], views, hasArchive: true },
    archives,
  }
}
