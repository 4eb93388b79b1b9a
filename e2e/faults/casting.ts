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
  readonly accounts: ReadonlyMap<Name, Account>
  readonly rooms: readonly string[]
  placesOf(name: Name): Map<string, Place>
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

/**
 * Who plays, and where: a chat of ana and sam, a room `hall` for all, a room `twins` in which one nick begins like the
 * other, and `post`, in which pro writes to bea.
 */
export function casting(server: ServerInfo, cast: readonly Name[] = names): Casting {
  const mark = randomUUID().slice(0, 8)
  const accounts = new Map(
    cast.map((name) => {
      const local = `${name}-${mark}`
      return [name, { name: local, jid: `${local}@${server.domain}`, password: `${name} has 1.21 GW` }]
    }),
  )
  const room = (name: string) => `${name}-${mark}@${server.mucDomain}`
  const jid = (name: Name) => `${name}-${mark}@${server.domain}`
  const at: Record<Name, Record<string, Place>> = {
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
  }
  const isHere = (name: string) => cast.includes(name as Name)
  const views = [
    { actor: 'ana', conv: 'chat', archive: 'of ana' },
    { actor: 'sam', conv: 'chat', archive: 'of sam' },
    { actor: 'bea', conv: 'post', archive: 'of bea' },
    ...['ana', 'bea', 'sam'].map((actor) => ({ actor, conv: 'hall', archive: 'hall' })),
    ...['bea', 'sam'].map((actor) => ({ actor, conv: 'twins', archive: 'twins' })),
    { actor: 'xen', conv: 'hall', archive: 'hall', isLive: true as const },
  ].filter(({ actor }) => isHere(actor))
  const archives = [
    { archive: 'of ana', conv: 'chat', owner: 'ana', peer: jid('sam') },
    { archive: 'of sam', conv: 'chat', owner: 'sam', peer: jid('ana') },
    { archive: 'of bea', conv: 'post', owner: 'bea', peer: jid('pro') },
    { archive: 'hall', conv: 'hall', owner: 'sam', room: room('hall') },
    { archive: 'twins', conv: 'twins', owner: 'sam', room: room('twins') },
  ].flatMap(({ owner, ...rest }) => {
    const account = accounts.get(owner as Name)
    return account ? [{ ...rest, account }] : []
  })
  return {
    cast,
    accounts,
    rooms: [room('hall'), room('twins')],
    placesOf: (name) => new Map(Object.entries(at[name])),
    shares: SHARES.filter(([name]) => isHere(name)).map(([actor, conv, weight]) => ({ actor, conv, weight })),
    plan: { ours: ours.filter(isHere), views, hasArchive: true },
    archives,
  }
}
