import { act, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CommandName } from '#protocol/index.ts'
import { renderPage } from '../../../app/testRender.tsx'
import { forgetPictures, servePictures } from '../../../lib/pictures.ts'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../../session/model.ts'
import { fakeDrawing, pictureNamed, pngHead } from '../testPictures.ts'
import { AvatarEditor } from './AvatarEditor.tsx'

const ID = pictureNamed('mine').id
let drawn: unknown[][]

beforeEach(() => {
  drawn = fakeDrawing()
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 400, 300))
})
afterEach(() => {
  forgetPictures()
  servePictures(() => {})
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

async function open() {
  const gateway = new FakeGateway()
  gateway.models.use(sessionModel)
  gateway.answer('xmpp.avatar.upload', () => ({
    ok: true,
    value: { id: ID, bytes: 900, type: 'image/png', width: 192, height: 192 },
  }))
  gateway.answer('xmpp.avatar.data', () => ({
    ok: true,
    value: { content: pictureNamed('mine').content, type: 'image/png' },
  }))
  gateway.answer('xmpp.vcard.get', () => ({ ok: true, value: { fn: 'Doc', photo: { binval: 'AAAA' } } }))
  gateway.event('xmpp.session.snapshot', { jid: { user: 'doc', domain: 'hill.example' }, events: [] })
  const view = renderPage(<AvatarEditor />, gateway)
  await act(async () => {})
  const sent = (name: CommandName) => gateway.sent.filter(([each]) => each === name).map(([, data]) => data)
  const input = () => view.container.querySelector<HTMLInputElement>('input[type="file"]') as HTMLInputElement
  return { ...view, gateway, sent, input, user: userEvent.setup() }
}
const file = (bytes: Uint8Array<ArrayBuffer>, type = 'image/png') => new File([bytes], 'me', { type })

/** jsdom lays nothing out: the picture is loaded, and its frame has a size. */
async function loaded(): Promise<HTMLElement> {
  const dialog = await screen.findByRole('dialog', { name: 'What others will see' })
  const image = await waitFor(() => {
    const found = dialog.querySelector('img')
    if (!found) throw new Error('no picture yet')
    return found
  })
  Object.defineProperties(image, {
    naturalWidth: { value: 800 },
    naturalHeight: { value: 600 },
    offsetWidth: { value: 400 },
    offsetHeight: { value: 300 },
  })
  fireEvent.load(image)
  return dialog
}

test('a chosen picture is cut, drawn anew as a small PNG, and told to the contacts', async () => {
  const { input, user, sent } = await open()
  await user.upload(input(), file(pngHead(800, 600)))
  const dialog = await loaded()
  const area = await within(dialog).findByRole('application')
  act(() => area.focus())
  await user.keyboard('+{ArrowRight}')
  await user.click(within(dialog).getByRole('button', { name: 'Use this picture' }))
  expect(await screen.findByText('This is your picture now.')).toBeDefined()
  expect(sent('xmpp.avatar.upload')).toMatchObject([{ content: expect.stringMatching(/^[A-Za-z\d+/]+=*$/u) }])
  expect(sent('xmpp.avatar.metadata')).toEqual([
    { id: ID, bytes: 900, type: 'image/png', width: 192, height: 192 },
  ])
  // Of 192, 128 and 96 dots the first that is light enough.
  const [, x, , side, , , , size] = drawn.find((args) => args[7] === 128) as number[]
  expect([side && side < 600, x && x > 0, size]).toEqual([true, true, 128])
  expect(await screen.findByRole('button', { name: 'Remove picture' })).toBeDefined()
})

test.each([
  ['an SVG', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'), /That is no picture/u],
  ['a picture of a gigapixel', pngHead(40_000, 40_000), /more than 50 megapixels/u],
])('%s is refused in words, and nothing is opened', async (_, bytes, words) => {
  const { input, user } = await open()
  await user.upload(input(), file(bytes as Uint8Array<ArrayBuffer>))
  expect(await screen.findByText(words)).toBeDefined()
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a picture can be dropped and pasted', async () => {
  const { container } = await open()
  const area = screen.getByRole('region', { name: 'Your picture' })
  const data = { files: [file(pngHead(800, 600))], types: ['Files'] }
  const drop = createEvent.drop(document.body, { dataTransfer: data })
  fireEvent(document.body, drop)
  // Else the browser would open it in the place of the page.
  expect([drop.defaultPrevented, area.className]).toEqual([true, expect.not.stringContaining('over')])
  const dialog = await screen.findByRole('dialog')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  const paste = createEvent.paste(container, { clipboardData: data })
  fireEvent(container, paste)
  expect(await screen.findByRole('dialog')).toBeDefined()
  expect(paste.defaultPrevented).toBe(true)
})

test('a refused picture is said in the dialog, which stays', async () => {
  const { input, user, gateway } = await open()
  gateway.answer('xmpp.avatar.upload', () => ({
    ok: false,
    error: { type: 'cancel', condition: 'service-unavailable' },
  }))
  await user.upload(input(), file(pngHead(800, 600)))
  const dialog = await loaded()
  await within(dialog).findByRole('application')
  await user.click(within(dialog).getByRole('button', { name: 'Use this picture' }))
  expect(await within(dialog).findByText('This server keeps no pictures.')).toBeDefined()
})

test('a removed picture is taken out of the card as well', async () => {
  const { gateway, sent, user } = await open()
  const from = { user: 'doc', domain: 'hill.example' }
  gateway.event('xmpp.avatar.push.metadata', { from, avatars: [{ id: ID, type: 'image/png', bytes: '9' }] })
  await user.click(await screen.findByRole('button', { name: 'Remove picture' }))
  expect(await screen.findByText(/^Your picture is gone/u)).toBeDefined()
  expect(sent('xmpp.avatar.metadata')).toEqual([{ disable: true }])
  expect(sent('xmpp.vcard.set')).toEqual([{ fn: 'Doc', photo: false }])
  expect(screen.queryByRole('button', { name: 'Remove picture' })).toBeNull()
})
