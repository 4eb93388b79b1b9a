import { expect, test } from 'vitest'
import { type Invite, withInvite } from './invites.ts'

const room = (name: string | number) => `${name}@rooms.hill.example`
const from = (user: string) => ({ user, domain: 'hill.example' })
const all = (invites: readonly Invite[]) =>
  invites.reduce<readonly Invite[]>((waiting, invite) => withInvite(waiting, invite), [])

test('ten thousand invitations of one person do not crowd out those of others', () => {
  const flood = Array.from({ length: 10_000 }, (_, i) => ({ room: room(i), from: from('biff') }))
  const waiting = all([
    { room: room('lab'), from: from('doc') },
    ...flood,
    { room: room('clock'), from: from('doc') },
  ])
  expect(waiting).toHaveLength(12)
  expect(waiting[0]?.room).toBe(room('lab'))
  expect(waiting.at(-1)?.room).toBe(room('clock'))
})

test('of a crowd of inviters the latest stay', () => {
  const crowd = Array.from({ length: 500 }, (_, i) => ({ room: room(i), from: from(`biff-${i}`) }))
  const waiting = all([...crowd, { room: room('lab') }])
  expect(waiting).toHaveLength(100)
  expect(waiting.at(-1)).toEqual({ room: room('lab') })
})

test('a later invitation into the same room keeps its place, and the password that came with the first', () => {
  const first = { room: room('lab'), from: from('doc'), password: 'lightning' }
  const waiting = all([first, { room: room('clock') }, { room: room('lab'), from: from('marty') }])
  expect(waiting).toEqual([
    { room: room('lab'), from: from('marty'), password: 'lightning' },
    { room: room('clock') },
  ])
})

test('what anybody can send does not change in whose name an invitation came', () => {
  const lab = { room: room('lab'), from: from('doc') }
  const claim = { room: room('lab'), from: from('biff'), direct: true as const, reason: 'Free almanacs' }
  expect(all([lab, claim])).toEqual([lab])
  const again = { ...lab, direct: true as const, reason: 'At nine' }
  expect(all([lab, again])).toEqual([again])
})
