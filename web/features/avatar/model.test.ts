import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { forgetPictures, inRoomAs, servePictures } from '../../lib/pictures.ts'
import { sha1 } from '../../lib/sha1.ts'
import { FakeGateway } from '../../transport/fake.ts'
import { occupantsModel } from '../occupants/model.ts'
import { presenceModel } from '../presence/model.ts'
import { rosterModel } from '../roster/model.ts'
import { sessionModel } from '../session/model.ts'
import { base64Of, hexOf } from './base64.ts'
import { avatarModel } from './model.ts'
import { fakeDrawing, pictureNamed, pngHead } from './testPictures.ts'
import { Sight } from './testSight.ts'

const DOC = 'doc@hill.test'
const from = { user: 'doc', domain: 'hill.test' }
const LAB = 'lab@rooms.test'
const flux = pictureNamed('flux')

let sight: Sight
beforeEach(() => {
  fakeDrawing()
  sight = new Sight()
})
afterEach(() => {
  sight.close()
  forgetPictures()
  servePictures(() => {})
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function open({ late = false } = {}) {
  const gateway = new FakeGateway('avatar')
  for (const token of [sessionModel, rosterModel, presenceModel, occupantsModel])
    gateway.models.use(token as never)
  gateway.answer('xmpp.avatar.data', () => ({
    ok: true,
    value: { content: flux.content, type: 'image/png' },
  }))
  gateway.answer('xmpp.vcard.get', () => ({ ok: true, value: { photo: { binval: flux.content } } }))
  const item = { jid: from, subscription: 'both', groups: [] }
  gateway.event('xmpp.session.snapshot', {
    jid: { user: 'marty', domain: 'hill.test' },
    events: [['xmpp.roster.push', item]],
  })
  const load = () => {
    gateway.models.use(avatarModel)
    gateway.arrived('avatar')
  }
  if (!late) load()
  const asked = (name: string) => gateway.sent.filter(([each]) => each === name).map(([, data]) => data)
  const told = (id: string) =>
    gateway.event('xmpp.avatar.push.metadata', { from, avatars: [{ id, type: 'image/png', bytes: '9' }] })
  return { gateway, asked, told, load }
}

test('a picture is fetched when its face comes into sight, once, and taken away again', async () => {
  const { gateway, asked, told } = open()
  told(flux.id)
  expect(asked('xmpp.avatar.data')).toEqual([])
  sight.look(DOC)
  await sight.shows(DOC, /^blob:/u)
  sight.away(DOC)
  sight.look(DOC)
  told(flux.id)
  await sight.shows(DOC, /^blob:/u)
  expect(asked('xmpp.avatar.data')).toEqual([{ of: DOC, id: flux.id }])
  gateway.event('xmpp.avatar.push.metadata', { from, disabled: true })
  await sight.shows(DOC, undefined)
})

test('what was told before this part had come is heard then', async () => {
  const { told, load } = open({ late: true })
  told(flux.id)
  sight.look(DOC)
  load()
  await sight.shows(DOC, /^blob:/u)
})

test('a picture that is not what its id says is not shown', async () => {
  const { asked, told } = open()
  sight.look(DOC)
  told('0'.repeat(40))
  await vi.waitFor(() => expect(asked('xmpp.avatar.data')).toHaveLength(1))
  await sight.settles()
  expect(sight.at(DOC)).toBeUndefined()
})

test.each([
  ['an SVG', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a picture that unfolds into gigabytes', pngHead(60_000, 60_000)],
])('%s is not shown, though its id is right', async (_, bytes) => {
  const { gateway, asked, told } = open()
  const content = base64Of(bytes)
  gateway.answer('xmpp.avatar.data', () => ({ ok: true, value: { content, type: 'image/png' } }))
  sight.look(DOC)
  told(hexOf(sha1(bytes)))
  await vi.waitFor(() => expect(asked('xmpp.avatar.data')).toHaveLength(1))
  await sight.settles()
  expect(sight.at(DOC)).toBeUndefined()
})

test('a picture somewhere on the web is never fetched', async () => {
  const { gateway, asked } = open()
  sight.look(DOC)
  const avatars = [{ id: flux.id, type: 'image/png', bytes: '9', url: 'https://evil.example/look' }]
  gateway.event('xmpp.avatar.push.metadata', { from, avatars })
  await sight.settles()
  expect(asked('xmpp.avatar.data')).toEqual([])
})

test('what did not come while the way was broken comes when it is there again', async () => {
  const { gateway, told } = open()
  const { link } = gateway.models.use(sessionModel)
  link.set({ state: 'open' })
  gateway.answer('xmpp.avatar.data', () => ({ ok: false, error: { type: 'wait', reason: 'not-connected' } }))
  sight.look(DOC)
  told(flux.id)
  await sight.settles()
  expect(sight.at(DOC)).toBeUndefined()
  gateway.answer('xmpp.avatar.data', () => ({
    ok: true,
    value: { content: flux.content, type: 'image/png' },
  }))
  gateway.event('xmpp.session.state', { state: 'reconnecting' })
  gateway.event('xmpp.connection', { status: 'online', jid: { user: 'marty', domain: 'hill.test' } })
  await sight.shows(DOC, /^blob:/u)
})

test('a contact whose presence names the photo of their card is shown with that', async () => {
  const { gateway, asked } = open()
  sight.look(DOC)
  gateway.event('xmpp.presence', { from: { ...from, resource: 'a' }, photo: flux.id })
  await sight.shows(DOC, /^blob:/u)
  expect(asked('xmpp.vcard.get')).toEqual([{ to: DOC }])
})

test('somebody in a room is shown as the contact they are, and oneself as oneself', async () => {
  const { gateway, told } = open()
  told(flux.id)
  const person = { room: LAB, affiliation: 'member', role: 'participant', present: true }
  const seat = inRoomAs(LAB, 'Emmett', 'one')
  sight.look(seat)
  gateway.event('xmpp.muc.roster', { ...person, nick: 'Emmett', occupantId: 'one', jid: from })
  await sight.shows(seat, /^blob:/u)
  // Another who takes the nick is somebody else; what was said before keeps its face.
  const other = inRoomAs(LAB, 'Emmett', 'two')
  sight.look(other)
  gateway.event('xmpp.muc.roster', { ...person, nick: 'Emmett', occupantId: 'two' })
  await sight.settles()
  expect([sight.at(other), sight.at(seat)]).toEqual([undefined, expect.stringMatching(/^blob:/u)])
})

test('a stranger who tells of a picture fills no memory, unless one looks at them', async () => {
  const { gateway, asked } = open()
  const biff = { user: 'biff', domain: 'evil.test' }
  const avatars = [{ id: flux.id, type: 'image/png', bytes: '9' }]
  gateway.event('xmpp.avatar.push.metadata', { from: biff, avatars })
  sight.look('biff@evil.test')
  await sight.settles()
  expect(asked('xmpp.avatar.data')).toEqual([])
  gateway.event('xmpp.avatar.push.metadata', { from: biff, avatars })
  await sight.shows('biff@evil.test', /^blob:/u)
})

test('somebody in a room whose address is hidden is shown with the photo of their card there', async () => {
  const { gateway, asked } = open()
  const seat = inRoomAs(LAB, 'Calvin')
  sight.look(seat)
  const person = { room: LAB, affiliation: 'none', role: 'participant', present: true, nick: 'Calvin' }
  gateway.event('xmpp.muc.roster', { ...person, photo: flux.id })
  await sight.shows(seat, /^blob:/u)
  expect(asked('xmpp.vcard.get')).toEqual([{ to: `${LAB}/Calvin` }])
})

test('an answer that comes after one signed out shows nothing to whoever signs in next', async () => {
  const { gateway, told } = open()
  let answer = () => {}
  gateway.answer(
    'xmpp.avatar.data',
    () =>
      new Promise((resolve) => {
        answer = () => resolve({ ok: true, value: { content: flux.content, type: 'image/png' } })
      }),
  )
  sight.look(DOC)
  told(flux.id)
  await sight.settles()
  forgetPictures()
  answer()
  await sight.settles()
  expect(sight.at(DOC)).toBeUndefined()
})
