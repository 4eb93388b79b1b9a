import { expect, test } from 'vitest'
import { banner } from './banner.ts'
import { describeFailure } from './lastResort.ts'

test('a failure is noted by kind and place, without its message', () => {
  const note = JSON.stringify(describeFailure(Object.assign(new TypeError('canary secret'), { code: 'E_X' })))
  expect(note).toContain('TypeError')
  expect(note).toContain('E_X')
  expect(note).toContain('lastResort.test.ts')
  expect(note).not.toContain('canary')
  expect(describeFailure('canary')).toEqual({ error: 'string' })
  const sly = Object.assign(new Error('x\n    at canary (canary)'), { code: 'canary', name: 'a canary' })
  expect(JSON.stringify(describeFailure(sly))).not.toContain('canary')
})

test('the start prints the address, the accounts and the rooms’ passwords', () => {
  const demo = {
    accounts: [{ jid: 'marty@hill-valley.example', password: 'marty-1985', name: 'Marty' }],
    rooms: [
      { jid: 'cafe@rooms.hill-valley.example', name: 'Café' },
      { jid: 'tower@rooms.hill-valley.example', name: 'Tower', password: '1.21' },
    ],
  }
  const text = banner('http://localhost:3000', demo, '.data')
  for (const part of [
    'http://localhost:3000',
    'marty@hill-valley.example',
    'marty-1985',
    'Tower',
    '1.21',
    '.data',
  ])
    expect(text).toContain(part)
  expect(banner('http://localhost:3000', undefined, '.data')).not.toContain('account')
})
