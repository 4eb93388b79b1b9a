import { expect, test } from 'vitest'
import { Card, MAX_CARD_ENTRIES, MAX_CARD_TEXT_BYTES } from '#protocol/vcard.ts'
import { Element, parse } from '../xmpp/xml.ts'
import { buildCard, parseCard } from './xep0054.ts'

const vcard = (inner: string) => parse(`<vCard xmlns='vcard-temp'>${inner}</vCard>`)

test('of a card without an end, no more is read than a page can show', () => {
  const card = parseCard(
    vcard(`${'<TEL><NUMBER>1</NUMBER></TEL>'.repeat(500)}${'<JABBERID>a@b.example</JABBERID>'.repeat(500)}`),
  )
  expect(card.tel).toHaveLength(MAX_CARD_ENTRIES)
  expect(card.jabberid).toHaveLength(MAX_CARD_ENTRIES)
})

test.each(['é', '💡', 'x'])('a text of %s without an end is cut, and between two characters', (letter) => {
  const { desc } = parseCard(vcard(`<DESC>${letter.repeat(9000)}</DESC>`))
  expect(Buffer.byteLength(String(desc))).toBeGreaterThan(MAX_CARD_TEXT_BYTES - 4)
  expect(String(desc).replaceAll(letter, '')).toBe('')
  expect(Card.safeParse({ desc }).success).toBe(true)
})

test('what was read can be written as it was', () => {
  const inner =
    '<FN>Doc</FN><N><FAMILY>Brown</FAMILY><GIVEN/><PREFIX>Dr</PREFIX></N><ADR><WORK/><POBOX>88</POBOX></ADR><EMAIL><INTERNET/><USERID>doc@hill.example</USERID></EMAIL><EMAIL/><ORG><ORGNAME>E. Brown</ORGNAME></ORG>'
  expect(String(buildCard(parseCard(vcard(inner))))).toBe(String(vcard(inner)))
})

test('the version of the card before, and what is in it of other namespaces, stay', () => {
  const before = parse(
    "<vCard xmlns='vcard-temp' version='3.0'><FN>Emmett</FN><MAILER>kept</MAILER><x xmlns='urn:x-hill:other'><FN/></x></vCard>",
  )
  const built = buildCard({ fn: 'Doc' }, before)
  expect(built.attrs).toMatchObject({ version: '3.0', xmlns: 'vcard-temp' })
  expect(built.children.map((child) => (child instanceof Element ? child.name : child))).toEqual([
    'FN',
    'MAILER',
    'x',
  ])
})

test('a reply without a card is an empty one', () => {
  expect(parseCard(undefined)).toEqual({})
})
