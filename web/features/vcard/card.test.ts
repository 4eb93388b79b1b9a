import { expect, test } from 'vitest'
import type { Card } from '#protocol/vcard.ts'
import { cardOf, fieldsOf, isEmpty, merged, newEntry } from './card.ts'
import { linesOf, problemsOf } from './lines.ts'

const CARD: Card = {
  fn: 'Emmett Brown',
  n: { family: 'Brown', given: 'Emmett' },
  nickname: false,
  role: 'Inventor',
  email: [{ internet: false, work: false, userid: 'doc@hill.example' }],
  tel: [{ home: false, voice: false, number: '+1 555 4385' }],
  adr: [{ home: false, street: '1640 Riverside Drive', locality: 'Hill Valley', ctry: 'USA', pobox: '12' }],
  org: { orgname: 'E. Brown Enterprises' },
  photo: { type: 'image/png', binval: 'AAAA' },
}

test('what the form does not name stays as it was, and the photo is not sent again', () => {
  const next = cardOf({ ...fieldsOf(CARD), nickname: ' Doc ', orgunit: 'Time' }, CARD)
  expect(next).toMatchObject({
    fn: 'Emmett Brown',
    n: { family: 'Brown', given: 'Emmett' },
    nickname: 'Doc',
    role: 'Inventor',
    org: { orgname: 'E. Brown Enterprises', orgunit: 'Time' },
    photo: undefined,
  })
  expect(next.email).toEqual([{ internet: false, work: true, userid: 'doc@hill.example' }])
  expect(next.adr?.[0]).toMatchObject({ home: true, street: '1640 Riverside Drive', pobox: '12' })
})

test('an emptied field, an emptied row and an emptied address go', () => {
  const fields = fieldsOf(CARD)
  const next = cardOf({ ...fields, fn: ' ', orgname: '', email: [newEntry()], adr: [] }, CARD)
  expect([next.fn, next.org, next.email, next.adr]).toEqual([undefined, undefined, [], []])
})

test('a number that moves from home to work keeps what else was said of it', () => {
  const [tel] = fieldsOf(CARD).tel
  const next = cardOf({ ...fieldsOf(CARD), tel: tel ? [{ ...tel, place: 'work' }] : [] }, CARD)
  expect(next.tel).toEqual([{ voice: false, work: true, number: '+1 555 4385' }])
})

test('what another device saved meanwhile stays, but for what was changed here', () => {
  const before = fieldsOf(CARD)
  const now = { ...before, fn: 'Dr. Brown', url: 'https://flux.example' }
  const next = merged(now, before, { ...before, nickname: 'Doc' })
  expect([next.fn, next.url, next.nickname]).toEqual(['Dr. Brown', 'https://flux.example', 'Doc'])
})

test('a card of empty elements says nothing', () => {
  expect(isEmpty(fieldsOf({ fn: false, email: [{ userid: false }], adr: [{ home: false }] }))).toBe(true)
  expect(isEmpty(fieldsOf(CARD))).toBe(false)
})

test('a card leads to the web, to mail and to phones, and nowhere else', () => {
  const lines = (card: Card) => linesOf(fieldsOf(card)).flatMap(({ values }) => values)
  expect(lines({ url: 'https://hill.example/doc' })).toEqual([
    { text: 'https://hill.example/doc', href: 'https://hill.example/doc' },
  ])
  for (const url of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'https:/x'])
    expect(lines({ url })).toEqual([{ text: url, href: undefined }])
  expect(lines({ email: [{ userid: 'a@b.c?bcc=d' }] })).toEqual([
    { text: 'a@b.c?bcc=d', href: 'mailto:a@b.c%3Fbcc%3Dd' },
  ])
  expect(lines({ tel: [{ number: '+1 (555) 43-85' }] })[0]?.href).toBe('tel:+15554385')
  expect(lines({ tel: [{ number: 'call me' }] })[0]?.href).toBeUndefined()
})

test('a birthday is written as a day where it is one', () => {
  const bday = (text: string) => linesOf(fieldsOf({ bday: text }))[0]?.values[0]?.text
  expect([bday('1955-11-05'), bday('19551105')]).toEqual(['November 5, 1955', 'November 5, 1955'])
  expect([bday('1955-13-45'), bday('in autumn')]).toEqual(['1955-13-45', 'in autumn'])
})

test('places and kinds stand in the names of facts', () => {
  expect(linesOf(fieldsOf(CARD)).map(({ term }) => term)).toEqual([
    'Full name',
    'Organisation',
    'Mail address · Work',
    'Phone · Home',
    'Postal address · Home',
  ])
})

test('a website and a mail address are looked at before they are sent', () => {
  const email = [{ ...newEntry(), key: 'one', value: 'nobody' }]
  expect([...problemsOf({ ...fieldsOf({}), url: 'hill.example', email }).keys()]).toEqual(['url', 'one'])
  expect(problemsOf(fieldsOf(CARD)).size).toBe(0)
})
