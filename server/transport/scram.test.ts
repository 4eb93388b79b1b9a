import { expect, test } from 'vitest'
import { prepare, Scram } from './scram.ts'
import { TestScram } from './testScram.ts'

const refusal = { reason: 'server-proof' }

test('RFC 5802 §5: the example of SCRAM-SHA-1', async () => {
  const scram = new Scram('sha1', 'user', 'pencil', 'fyko+d2lbbFgONRv9qkxdawL')
  expect(scram.first()).toBe('n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL')
  const challenge = 'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096'
  expect(await scram.final(challenge)).toBe(
    'c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
  )
  expect(() => scram.verify('v=rmF9pqV8S7suAoZWja4dJRkFsKQ=')).not.toThrow()
})

test('RFC 7677 §3: the example of SCRAM-SHA-256', async () => {
  const scram = new Scram('sha256', 'user', 'pencil', 'rOprNGfwEbeRWgbNEkqO')
  const challenge = 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096'
  expect(await scram.final(challenge)).toBe(
    'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
  )
  expect(() => scram.verify('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).not.toThrow()
})

test.each(['v=AAAA', 'v=', 'e=other-error', '', 'v=AAAAAAAAAAAAAAAAAAAAAAAAAAA='])(
  'J11: a server that cannot prove it knows the account is refused: %j',
  async (success) => {
    const scram = new Scram('sha1', 'user', 'pencil', 'abc')
    await scram.final('r=abcdef,s=QSXCR+Q6sek8bf92,i=4096')
    expect(() => scram.verify(success)).toThrow(expect.objectContaining(refusal))
  },
)

test('a proof before the challenge is refused', () => {
  expect(() => new Scram('sha1', 'user', 'pencil').verify('v=rmF9pqV8S7suAoZWja4dJRkFsKQ=')).toThrow(
    expect.objectContaining(refusal),
  )
})

test.each([
  ['a foreign nonce', 'r=evilnonce,s=QSXCR+Q6sek8bf92,i=4096'],
  ['our own nonce alone', 'r=abc,s=QSXCR+Q6sek8bf92,i=4096'],
  ['no nonce', 's=QSXCR+Q6sek8bf92,i=4096'],
  ['no salt', 'r=abcdef,i=4096'],
  ['an empty salt', 'r=abcdef,s=,i=4096'],
  ['one round', 'r=abcdef,s=QSXCR+Q6sek8bf92,i=1'],
  ['a thousand million rounds', 'r=abcdef,s=QSXCR+Q6sek8bf92,i=1000000000'],
  ['no number of rounds', 'r=abcdef,s=QSXCR+Q6sek8bf92'],
  ['rounds that are no number', 'r=abcdef,s=QSXCR+Q6sek8bf92,i=4096.5'],
  ['an extension that must be understood', 'm=x,r=abcdef,s=QSXCR+Q6sek8bf92,i=4096'],
  ['nothing', ''],
])('S58: a challenge with %s is refused at once', async (_, challenge) => {
  const scram = new Scram('sha1', 'user', 'pencil', 'abc')
  await expect(scram.final(challenge)).rejects.toMatchObject(refusal)
})

test.each([
  ['ünï', 'pässwörd'],
  ['Иван', 'пароль'],
  ['a=b,c', 'd=e,f'],
  ['marty', '💥'],
])('J13: %s signs in with the password %s', async (user, password) => {
  for (const hash of ['sha1', 'sha256'] as const) {
    const scram = new Scram(hash, user, password)
    const server = new TestScram(hash, scram.first())
    expect(server.user).toBe(user)
    const success = server.finish(await scram.final(server.challenge()), password)
    expect(() => scram.verify(success ?? '')).not.toThrow()
    expect(server.finish(await scram.final(server.challenge()), 'other')).toBeUndefined()
  }
})

test('RFC 5802 §5.1: a comma and an equals sign in a name are written out', () => {
  expect(new Scram('sha1', 'a=b,c', 'pencil', 'abc').first()).toBe('n,,n=a=3Db=2Cc,r=abc')
})

test('each conversation has a nonce of its own', () => {
  const nonce = () => new Scram('sha1', 'user', 'pencil').first().split('r=')[1] ?? ''
  expect(nonce()).not.toBe(nonce())
  expect(Buffer.from(nonce(), 'base64').length).toBeGreaterThanOrEqual(16)
})

test('RFC 4013: look-alikes that keyboards produce are one password', () => {
  expect(prepare('I\u00adX')).toBe('IX')
  expect(prepare('a\u00a0b')).toBe('a b')
  expect(prepare('\u2168')).toBe('IX')
  expect(prepare('u\u0308')).toBe('ü')
})
