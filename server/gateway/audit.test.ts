import { beforeEach, expect, test, vi } from 'vitest'
import { Audit } from './audit.ts'

let lines: string[]
const write = (line: string) => lines.push(line)
const parsed = () => lines.map((line) => JSON.parse(line))

beforeEach(() => {
  lines = []
  return () => vi.useRealTimers()
})

test('one event is one line of JSON with its time', () => {
  new Audit(write).note('login', { kind: 'password', seconds: 3, ok: true, nothing: undefined })
  expect(lines).toHaveLength(1)
  expect(lines[0]?.endsWith('\n')).toBe(true)
  expect(parsed()).toEqual([
    { at: expect.stringMatching(/^\d{4}-.*Z$/u), event: 'login', kind: 'password', seconds: 3, ok: true },
  ])
})

test('a line break or a terminal escape in a name writes no line of its own', () => {
  new Audit(write, true).note('flood', {
    name: 'a\n{"event":"login"}\u001b[2J\u009b\u202e\u2028b',
    jid: 'x\ny',
  })
  expect(lines[0]?.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u)
  expect(parsed()).toMatchObject([{ event: 'flood', name: 'a�{"event":"login"}�[2J���b', jid: 'x�y' }])
})

test('what came from outside cannot rename the event or its time', () => {
  new Audit(write).note('flood', { event: 'login', at: '1955' })
  expect(parsed()).toMatchObject([{ event: 'flood' }])
  expect(lines[0]).not.toContain('1955')
})

test('a long text is cut', () => {
  new Audit(write).note('flood', { name: 'x'.repeat(10_000) })
  expect(parsed()[0].name).toHaveLength(256)
})

test('an address is the same all day, another one the next, and readable never', () => {
  vi.useFakeTimers({ now: Date.parse('2026-10-21T07:28:00Z') })
  const audit = new Audit(write)
  audit.note('login', { jid: 'marty@hill.example' })
  vi.setSystemTime(Date.parse('2026-10-21T23:59:59Z'))
  audit.note('logout', { jid: 'marty@hill.example' })
  audit.note('login', { jid: 'doc@hill.example' })
  vi.setSystemTime(Date.parse('2026-10-22T00:00:01Z'))
  audit.note('login', { jid: 'marty@hill.example' })
  const [first, second, other, tomorrow] = parsed().map(({ jid }) => jid)
  expect(second).toBe(first)
  expect(new Set([first, other, tomorrow]).size).toBe(3)
  expect(lines.join('')).not.toContain('marty')
})

test('an operator may ask for readable addresses', () => {
  new Audit(write, true).note('login', { jid: 'marty@hill.example' })
  expect(parsed()).toMatchObject([{ jid: 'marty@hill.example' }])
})
