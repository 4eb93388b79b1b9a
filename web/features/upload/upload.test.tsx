import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderPage } from '../../app/testRender.tsx'
import { chatWith } from '../../lib/conversation.ts'
import { setFileOrigins } from '../../lib/files.ts'
import { loadWords } from '../../lib/i18n.ts'
import { FakeGateway } from '../../transport/fake.ts'
import type { Result } from '../../transport/request.ts'
import { sessionModel } from '../session/model.ts'
import { AttachButton } from './components/AttachButton.tsx'
import { DropZone } from './components/DropZone.tsx'
import { FileBody } from './components/FileBody.tsx'

const OURS = 'https://upload.hill.example'
const DOC = chatWith('doc@hill.example')
const GET = `${OURS}/1/almanac.txt`
const ok = (value: unknown): Result<unknown> => ({ ok: true, value })
const refuse = (error: object): Result<unknown> => ({ ok: false, error: { type: 'cancel', ...error } })
const text = (name: string) => new File(['1950–2000'], name, { type: 'text/plain' })

/** The place for files, as a browser's request sees it. */
class FakeRequest {
  static made: FakeRequest[] = []
  status = 0
  readonly upload: { onprogress?: (event: { loaded: number }) => void } = {}
  readonly headers: Record<string, string> = {}
  url = ''
  body: Blob | undefined
  onloadend?: () => void

  open(_method: string, url: string): void {
    this.url = url
  }
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value
  }
  send(body: Blob): void {
    this.body = body
    FakeRequest.made.push(this)
  }
  abort(): void {
    this.end(0)
  }
  end(status: number): void {
    this.status = status
    this.onloadend?.()
  }
}

// jsdom's files cannot be read like this.
Blob.prototype.arrayBuffer ??= function (this: Blob) {
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result as ArrayBuffer)
    reader.readAsArrayBuffer(this)
  })
}

beforeEach(async () => {
  setFileOrigins([OURS])
  FakeRequest.made = []
  vi.stubGlobal('XMLHttpRequest', FakeRequest)
  await loadWords('upload')
})
afterEach(() => {
  setFileOrigins()
  vi.unstubAllGlobals()
})

function begin() {
  const gateway = new FakeGateway()
  const session = gateway.models.use(sessionModel)
  gateway.event('xmpp.session.snapshot', { jid: { user: 'marty', domain: 'hill.example' }, events: [] })
  session.link.set({ state: 'open' })
  gateway.answer('xmpp.upload.service', () => ok({ jid: 'upload.hill.example', maxSize: 1000 }))
  gateway.answer('xmpp.upload.slot', () =>
    ok({ put: { url: GET, headers: { Authorization: 'Bearer 1.21', Cookie: 'a' } }, get: { url: GET } }),
  )
  renderPage(
    <section>
      <DropZone conversation={DOC} />
      <AttachButton conversation={DOC} />
    </section>,
    gateway,
  )
  const sent = (name: string) => gateway.sent.filter(([each]) => each === name).map(([, data]) => data)
  const input = document.querySelector('input[type=file]') as HTMLInputElement
  const choose = (...files: File[]) => act(async () => void fireEvent.change(input, { target: { files } }))
  const putting = async (count = 1) => {
    await waitFor(() => expect(FakeRequest.made).toHaveLength(count))
    return FakeRequest.made[count - 1] as FakeRequest
  }
  return { gateway, session, sent, choose, putting, user: userEvent.setup() }
}
const rows = () => screen.queryAllByRole('listitem')

test('a file is put into its place, and then told as where it is', async () => {
  const { sent, choose, putting } = begin()
  await choose(text('almanac.txt'))
  const request = await putting()
  expect(request.url).toBe(GET)
  expect(request.headers).toEqual({ 'Content-Type': 'text/plain', Authorization: 'Bearer 1.21' })
  expect(sent('xmpp.upload.slot')).toEqual([{ name: 'almanac.txt', size: 11, type: 'text/plain' }])
  act(() => request.upload.onprogress?.({ loaded: 5 }))
  const bar = screen.getByRole('progressbar', { name: 'How much of almanac.txt has gone' })
  expect(Number(bar.getAttribute('value'))).toBeCloseTo(5 / 11)
  expect(sent('xmpp.chat.message')).toEqual([])
  await act(async () => request.end(201))
  await waitFor(() =>
    expect(sent('xmpp.chat.message')).toMatchObject([
      { content: GET, oob: { url: GET }, to: 'doc@hill.example' },
    ]),
  )
  expect(rows()).toEqual([])
})

test('what brings files comes with the first of them', async () => {
  const { choose, putting } = begin()
  const zone = document.querySelector('section')?.firstElementChild
  expect(zone?.childElementCount).toBe(0)
  await choose(text('almanac.txt'))
  await putting()
  expect(rows()).toHaveLength(1)
})

test('several go one after the other; one that fails holds up none, and is sent again by hand', async () => {
  const { choose, putting, user } = begin()
  await choose(text('one.txt'), text('two.txt'))
  await act(async () => (await putting()).end(0))
  expect(await screen.findByText('The way to the server broke. Try again.')).toBeTruthy()
  await act(async () => (await putting(2)).end(500))
  expect(await screen.findByText('The server did not take the file (status 500). Try again.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Send one.txt again' }))
  await act(async () => (await putting(3)).end(201))
  await waitFor(() => expect(rows()).toHaveLength(1))
})

test('what is too large is told before a place is asked for', async () => {
  const { sent, choose } = begin()
  await choose(new File([new Uint8Array(1001)], 'film.mp4'))
  expect(
    await screen.findByText('This file is too large: the server takes 1,000 bytes at most.'),
  ).toBeTruthy()
  expect(sent('xmpp.upload.slot')).toEqual([])
  expect(within(rows()[0] as HTMLElement).queryByRole('button', { name: /again/u })).toBeNull()
})

test.each([
  [{ reason: 'unsupported' }, 'This server keeps no files.'],
  [{ reason: 'rate-limited', detail: '61' }, /Try again in 2 minutes\./u],
  [{ reason: 'rate-limited' }, /Try again later\./u],
  [{ reason: 'protocol' }, /a place for the file that this page does not trust/u],
  [{ reason: 'too-long', detail: '2048' }, 'This file is too large: the server takes 2 kB at most.'],
])('a refusal is told in words: %j', async (error, words) => {
  const { gateway, choose } = begin()
  gateway.answer('xmpp.upload.slot', () => refuse(error))
  await choose(text('almanac.txt'))
  expect(await screen.findByText(words)).toBeTruthy()
  expect(FakeRequest.made).toEqual([])
})

test('S32: nothing is sent where the page’s policy would not let it', async () => {
  const { gateway, choose } = begin()
  gateway.answer('xmpp.upload.slot', () =>
    ok({ put: { url: 'https://elsewhere.example/1', headers: {} }, get: { url: GET } }),
  )
  await choose(text('almanac.txt'))
  expect(await screen.findByText(/does not trust/u)).toBeTruthy()
  expect(FakeRequest.made).toEqual([])
})

test('what is called off is neither sent nor told', async () => {
  const { sent, choose, putting, user } = begin()
  await choose(text('almanac.txt'))
  await putting()
  await user.click(screen.getByRole('button', { name: 'Do not send almanac.txt' }))
  expect(rows()).toEqual([])
  expect(FakeRequest.made[0]?.status).toBe(0)
  expect(sent('xmpp.chat.message')).toEqual([])
})

test('while the way is broken, files wait', async () => {
  const { session, choose, putting } = begin()
  act(() => session.link.set({ state: 'broken' }))
  await choose(text('almanac.txt'))
  expect(FakeRequest.made).toEqual([])
  act(() => session.link.set({ state: 'open' }))
  await putting()
})

test('without a place for files there is no button', () => {
  setFileOrigins()
  renderPage(<AttachButton conversation={DOC} />)
  expect(screen.queryByRole('button')).toBeNull()
})

test('S32: a stranger’s picture is fetched when it is wanted; what is no picture never is', async () => {
  const picture = { url: `${OURS}/1/a.png`, name: 'a.png', isPicture: true }
  renderPage(<FileBody conversation={DOC} own={false} isKnown={false} file={picture} />)
  expect(screen.queryByRole('img')).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Show the picture a.png' }))
  expect(screen.getByRole('img', { name: 'a.png' }).getAttribute('src')).toBe(picture.url)
  fireEvent.error(screen.getByRole('img', { name: 'a.png' }))
  expect(screen.queryByRole('img')).toBeNull()
  expect(screen.getByRole('link', { name: /a\.png upload\.hill\.example/u })).toBeTruthy()
})

test('a file elsewhere asks before it leads there, unless somebody known sent it; one’s own place does not', () => {
  const goes = (url: string, isKnown: boolean) => {
    const file = { url, name: 'a.txt', isPicture: false }
    const { unmount } = renderPage(<FileBody conversation={DOC} own={false} isKnown={isKnown} file={file} />)
    const press = new MouseEvent('click', { bubbles: true, cancelable: true })
    const isLeft = fireEvent(screen.getByRole('link'), press)
    unmount()
    return isLeft
  }
  expect(goes('https://evil.example/a.txt', false)).toBe(false)
  expect(goes('https://evil.example/a.txt', true)).toBe(true)
  expect(goes(`${OURS}/1/a.txt`, false)).toBe(true)
})
