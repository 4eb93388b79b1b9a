import { expect, test } from 'vitest'
import type { HttpAnswered, HttpVerify } from '#protocol/http.ts'
import { Snapshot } from './snapshot.ts'

const FILES = { domain: 'files.hill.example' }
const REQUEST = { method: 'GET', id: 'a7374', url: 'https://files.hill.example/almanac' }
const byIq: HttpVerify = { type: 'iq', from: FILES, id: 'h1', request: REQUEST }
const byMessage: HttpVerify = { type: 'message', from: FILES, id: 't1', request: REQUEST }

function begin(...questions: HttpVerify[]) {
  const snapshot = new Snapshot()
  for (const question of questions) snapshot.observe('xmpp.http.verify', question)
  return {
    snapshot,
    answer: (answered: HttpAnswered) => snapshot.observe('xmpp.http.answered', answered),
    asked: () => snapshot.events().flatMap(([name, data]) => (name === 'xmpp.http.verify' ? [data] : [])),
  }
}

test('whoever opens a tab later is asked as well, until it is answered', () => {
  const { answer, asked } = begin(byIq, byMessage)
  expect(asked()).toEqual([byIq, byMessage])
  answer({ type: 'iq', from: FILES, id: 'h1', answer: 'none' })
  expect(asked()).toEqual([byMessage])
  answer({ type: 'message', from: FILES, id: 't1', requestId: 'a7374', answer: 'denied' })
  expect(asked()).toEqual([])
})

test('an answer to somebody else, or to another transaction, leaves it open', () => {
  const { answer, asked } = begin(byIq, byMessage)
  answer({ type: 'iq', from: { ...FILES, resource: 'x' }, id: 'h1', answer: 'confirmed' })
  answer({ type: 'iq', from: FILES, id: 't1', answer: 'confirmed' })
  answer({ type: 'message', from: FILES, id: 't1', requestId: 'other', answer: 'confirmed' })
  expect(asked()).toHaveLength(2)
})

test('a session that began anew owes an iq no answer', () => {
  const { snapshot, asked } = begin(byIq, byMessage)
  snapshot.observe('xmpp.connection', { jid: { ...FILES, user: 'doc' } })
  expect(asked()).toEqual([byMessage])
})

test('the newest twenty are kept', () => {
  const { asked } = begin(...Array.from({ length: 30 }, (_, i) => ({ ...byIq, id: `h${i}` })))
  expect(asked()).toHaveLength(20)
  expect(asked()[0]).toMatchObject({ id: 'h10' })
})
