import { expect, test } from 'vitest'
import { events } from '#protocol/avatar.ts'
import { parse } from '../xmpp/xml.ts'
import { metadataOf, parseAvatarMetadata } from './xep0084.ts'

const NS = 'urn:xmpp:avatar:metadata'
const metadata = (infos: string) => parse(`<metadata xmlns='${NS}'>${infos}</metadata>`)
const info = (more: string) => `<info id='a' bytes='88' type='image/png' ${more}/>`

test('of metadata without an end, a few formats are read', () => {
  expect(parseAvatarMetadata(metadata(info('').repeat(500)))).toMatchObject({
    avatars: { length: 8 },
  })
})

test.each([
  [info("width='64' height='64'"), { width: '64', height: '64' }],
  [info("width='many' height='-1'"), {}],
  [info("width='1000000'"), {}],
])('sizes that are none are left out: %s', (text, sizes) => {
  const told = parseAvatarMetadata(metadata(text))
  expect(told).toEqual({ avatars: [{ id: 'a', bytes: '88', type: 'image/png', ...sizes }] })
  const from = { user: 'doc', domain: 'hill.example' }
  expect(events['xmpp.avatar.push.metadata'].data.safeParse({ from, ...told }).success).toBe(true)
})

test.each([
  `id='${'a'.repeat(257)}' bytes='1' type='image/png'`,
  "id='a' bytes='1e3' type='image/png'",
  "id='a' bytes='1' type='text/html'",
  "id='a' bytes='1' type='image/png' url='data:image/png;base64,AAAA'",
  `id='a' bytes='1' type='image/png' url='https://hill.example/${'a'.repeat(1100)}'`,
])('a format that a page may not show is left out', (attrs) => {
  expect(parseAvatarMetadata(metadata(`<info ${attrs.slice(0, 2000)}/>`))).toEqual({ avatars: [] })
})

test.each([
  `<items node='${NS}'/>`,
  `<items node='${NS}'><retract id='a'/></items>`,
  `<items node='${NS}'><item id='a'/></items>`,
  `<items node='urn:xmpp:avatar:data'><item id='a'><metadata xmlns='${NS}'/></item></items>`,
  `<purge node='${NS}'/>`,
])('a notification without metadata is not one of an avatar: %s', (inner) => {
  const event = `<event xmlns='http://jabber.org/protocol/pubsub#event'>${inner}</event>`
  expect(metadataOf(parse(`<message>${event}</message>`))).toBeUndefined()
})
