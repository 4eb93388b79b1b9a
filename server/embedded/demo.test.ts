import { expect, test } from 'vitest'
import { bulkAccounts, demoSeed } from './demo.ts'

const NOW = new Date('2026-03-01T00:05:00Z')
const seed = demoSeed('hill-valley.example', NOW)

test('everybody knows everybody, by name and group', () => {
  const users = seed.accounts.map(({ user }) => user)
  expect(users).toEqual(['marty', 'doc', 'lorraine', 'george', 'biff'])
  for (const user of users) {
    const contacts = seed.rosters[user] ?? []
    expect(contacts.map(({ jid }) => jid.split('@')[0]).sort()).toEqual(
      users.filter((other) => other !== user).sort(),
    )
    for (const contact of contacts) expect(contact.groups.length).toBeGreaterThan(0)
  }
})

test('what was said is in the past, in order, and by people who exist', () => {
  const users = seed.accounts.map(({ user }) => user)
  for (const { messages } of [...seed.rooms, ...seed.chats]) {
    expect(messages.map(({ at }) => at)).toEqual(messages.map(({ at }) => at).sort((a, b) => a - b))
    for (const { from, at } of messages) {
      expect(users).toContain(from)
      expect(at).toBeLessThan(NOW.getTime() / 1000)
    }
  }
})

test('one room is open, and one has a password and belongs to doc', () => {
  expect(seed.rooms.filter((room) => room.password === undefined)).toHaveLength(1)
  const closed = seed.rooms.find((room) => room.password !== undefined)
  expect(closed?.affiliations['doc@hill-valley.example']).toBe('owner')
})

test('accounts for measurements have names that do not repeat', () => {
  expect(new Set(bulkAccounts(1000).map(({ user }) => user)).size).toBe(1000)
})
