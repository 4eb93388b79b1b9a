import { expect, test } from 'vitest'
import type * as z from 'zod/mini'
import { address, entry, key, optionalAddress, text } from './define.ts'
import { FormSubmission } from './forms.ts'
import { RsmRequest } from './rsm.ts'

const issueOf = (schema: z.ZodMiniType, data: unknown) => {
  const [issue] = schema.safeParse(data).error?.issues ?? []
  return issue && { message: issue.message, ...(issue.code === 'custom' ? issue.params : {}) }
}

test.each([undefined, null, false, 0, ''])('a required text of %j is missing', (value) => {
  expect(issueOf(key('nick'), value)?.message).toBe("Missing 'nick' key")
  expect(issueOf(address('to'), value)?.message).toBe("Missing 'to' key")
})

test.each([1, true, {}, [], ['a']])('a text of %j is no text', (value) => {
  for (const schema of [key('nick'), text('nick')])
    expect(issueOf(schema, value)?.message).toBe("'nick' must be text")
  for (const schema of [address('nick'), optionalAddress('nick')])
    expect(issueOf(schema, value)?.message).toBe("'nick' must be text")
})

test('an absent optional text is undefined, whichever way it is absent; an empty one stays', () => {
  const absent = [undefined, null, false, 0]
  for (const value of absent) expect(text('x').parse(value)).toBeUndefined()
  expect(text('x').parse('')).toBe('')
  for (const value of [...absent, '']) expect(optionalAddress('x').parse(value)).toBeUndefined()
})

test('a character that XMPP cannot carry is refused by name, before it can end the stream', () => {
  const refused = { reason: 'illegal-character', detail: 'U+0007' }
  expect(issueOf(key('nick'), 'a\u0007')).toMatchObject(refused)
  expect(issueOf(text('content'), 'a\u0007')).toMatchObject(refused)
  expect(issueOf(entry('groups'), 'a\u0007')).toMatchObject(refused)
  for (const field of [
    { var: 'a\u0007' },
    { var: 'a', label: 'b\u0007' },
    { var: 'a', type: 'c\u0007' },
    { var: 'a', value: 'd\u0007' },
    { var: 'a', value: ['e', 'f\u0007'] },
  ])
    expect(issueOf(FormSubmission, [field])).toMatchObject(refused)
  expect(issueOf(RsmRequest, { after: 'a\u0007' })).toMatchObject(refused)
})

test('a text is measured in bytes of UTF-8', () => {
  expect(issueOf(text('content', 6), '漢字')).toBeUndefined()
  expect(issueOf(text('content', 6), '漢字a')).toMatchObject({ reason: 'too-long', detail: '6' })
})

test('an address that a server would refuse never gets there', () => {
  for (const schema of [address('to'), optionalAddress('to')])
    for (const bad of ['@', 'bob@', '/x', 'a b@hill.example'])
      expect(issueOf(schema, bad)).toMatchObject({
        reason: 'bad-jid',
        message: "'to' is not a valid address",
      })
})
