import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { aboutKey, credentialKey, nameOf, seal, serverKey, unseal } from './seal.ts'

const TOKEN = randomBytes(32).toString('base64url')
const NAME = nameOf(TOKEN)
const ours = serverKey(randomBytes(32))
const secret = { password: 'canary 1.21 gigawatts' }

test('the token and the gateway’s key open it together', () => {
  const sealed = seal(credentialKey(TOKEN, ours), NAME, secret)
  expect(unseal(credentialKey(TOKEN, ours), NAME, sealed)).toEqual(secret)
})

test('neither half alone opens it, nor what lists are made of', () => {
  const sealed = seal(credentialKey(TOKEN, ours), NAME, secret)
  const other = serverKey(randomBytes(32))
  for (const key of [
    credentialKey(TOKEN, other),
    credentialKey(`${TOKEN.slice(0, -1)}_`, ours),
    credentialKey('', ours),
    credentialKey(NAME, ours),
    aboutKey(ours),
    ours.secret,
  ])
    expect(unseal(key, NAME, sealed)).toBeUndefined()
})

test('it opens under its own name alone', () => {
  const key = credentialKey(TOKEN, ours)
  expect(unseal(key, nameOf('another'), seal(key, NAME, secret))).toBeUndefined()
})

test('a changed bit anywhere is noticed, and so is whatever is too short', () => {
  const key = credentialKey(TOKEN, ours)
  const bytes = Buffer.from(seal(key, NAME, secret), 'base64')
  for (const at of [0, 11, 12, 500, bytes.length - 17, bytes.length - 16, bytes.length - 1]) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(unseal(key, NAME, changed.toString('base64')), String(at)).toBeUndefined()
  }
  for (const length of [0, 1, 27, 28, bytes.length - 1])
    expect(unseal(key, NAME, bytes.subarray(0, length).toString('base64'))).toBeUndefined()
  expect(unseal(key, NAME, 'no base64 at all ☠')).toBeUndefined()
})

test('its length tells nothing of the password’s, and the same is never sealed alike', () => {
  const key = credentialKey(TOKEN, ours)
  const lengths = ['', 'x'.repeat(900)].map((password) => seal(key, NAME, { password }).length)
  expect(lengths[0]).toBe(lengths[1])
  expect(seal(key, NAME, secret)).not.toBe(seal(key, NAME, secret))
})
