import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { forgetArrivals, intendedNick } from '../../../lib/arrival.ts'
import { completeAddress } from '../signing.ts'
import { SignIn } from './SignIn.tsx'

const info = {
  session: null,
  domains: ['hill.test'],
  registration: true,
  anonymous: true,
  demo: [{ jid: 'doc@hill.test', password: '1.21', name: 'Doc Brown' }],
}

function gateway(answer: unknown) {
  const asked: unknown[] = []
  vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
    asked.push(JSON.parse(body))
    if (answer instanceof Error) throw answer
    return new Response(JSON.stringify(answer))
  })
  return asked
}
afterEach(() => {
  vi.unstubAllGlobals()
  forgetArrivals()
})

const address = () => screen.getByLabelText<HTMLInputElement>('Address')
const password = () => screen.getByLabelText<HTMLInputElement>('Password')

test('a name is enough where there is one domain, and Enter signs in', async () => {
  const asked = gateway({ jid: 'marty@hill.test' })
  const onSignedIn = vi.fn()
  render(<SignIn info={info} onSignedIn={onSignedIn} />)
  expect(document.activeElement).toBe(address())
  await userEvent.type(address(), ' marty ')
  await userEvent.type(password(), ' not trimmed {Enter}')
  expect(asked).toEqual([{ kind: 'password', jid: 'marty@hill.test', password: ' not trimmed ' }])
  expect(onSignedIn).toHaveBeenCalledOnce()
})

test.each([
  ['wrong-password', 'Password', /do not belong together/u],
  ['unknown-domain', 'Address', /part after the @/u],
  ['account-disabled', 'Address', /disabled/u],
])('%s stands beside its field, which takes the focus', async (reason, label, words) => {
  gateway({ error: { type: 'auth', reason } })
  render(<SignIn info={info} onSignedIn={() => {}} />)
  await userEvent.type(address(), 'marty')
  await userEvent.type(password(), 'wrong{Enter}')
  const field = screen.getByLabelText(label)
  expect(document.activeElement).toBe(field)
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(words)
  expect([address().value, password().value]).toEqual(['marty', 'wrong'])
})

test('what no field can mend has a sentence of its own', async () => {
  const sentences = new Set<string>()
  const reasons = ['unreachable', 'certificate', 'tls-required', 'timeout', 'no-mechanism', 'server-proof']
  for (const reason of reasons) {
    gateway({ error: { type: 'cancel', reason } })
    const view = render(<SignIn info={info} onSignedIn={() => {}} />)
    await userEvent.type(address(), 'marty')
    await userEvent.type(password(), 'x{Enter}')
    const said = screen.getAllByRole('alert').map((alert) => alert.textContent)
    sentences.add(said.join(''))
    view.unmount()
  }
  expect(sentences.size).toBe(reasons.length)
  expect(sentences.has('')).toBe(false)
})

test('too many tries say how long to wait', async () => {
  gateway({ error: { type: 'wait', reason: 'rate-limited', detail: '34' } })
  render(<SignIn info={info} onSignedIn={() => {}} />)
  await userEvent.type(address(), 'marty')
  await userEvent.type(password(), 'x{Enter}')
  expect(screen.getByText(/Wait 34 s/u)).toBeTruthy()
})

test('a gateway out of reach is no wrong password', async () => {
  gateway(new TypeError('Failed to fetch'))
  render(<SignIn info={info} onSignedIn={() => {}} />)
  await userEvent.type(address(), 'marty')
  await userEvent.type(password(), 'x{Enter}')
  expect(screen.getByText(/gateway does not answer/u)).toBeTruthy()
})

test('a demo person fills the form, and a guest needs none of it', async () => {
  const asked = gateway({ jid: 'x@anon.test' })
  render(<SignIn info={info} onSignedIn={() => {}} />)
  await userEvent.click(screen.getByRole('button', { name: 'doc' }))
  expect([address().value, password().value]).toEqual(['doc@hill.test', '1.21'])
  await userEvent.click(screen.getByRole('button', { name: /guest/u }))
  expect(asked).toEqual([{ kind: 'anonymous' }])
})

test('creating an account asks for a new password', async () => {
  const asked = gateway({ error: { type: 'cancel', reason: 'account-exists' } })
  render(<SignIn info={info} onSignedIn={() => {}} />)
  expect(password().autocomplete).toBe('current-password')
  await userEvent.click(screen.getByRole('button', { name: 'Create an account' }))
  expect(password().autocomplete).toBe('new-password')
  await userEvent.type(address(), 'doc')
  await userEvent.type(password(), 'x{Enter}')
  expect(asked).toEqual([{ kind: 'register', jid: 'doc@hill.test', password: 'x' }])
  expect(address().getAttribute('aria-invalid')).toBe('true')
})

test('nothing is asked while something lacks, and the sentence says what', async () => {
  const asked = gateway({})
  render(<SignIn info={{ ...info, domains: ['a.test', 'b.test'] }} onSignedIn={() => {}} />)
  await userEvent.type(address(), 'marty{Enter}')
  expect(screen.getByText(/Add your server/u)).toBeTruthy()
  await userEvent.type(address(), '@a.test{Enter}')
  expect(screen.getByText('Enter your password.')).toBeTruthy()
  expect(document.activeElement).toBe(password())
  expect(asked).toEqual([])
})

test('only the address is completed, and only where it is clear how', () => {
  expect(completeAddress('xmpp:doc', ['hill.test'])).toBe('doc@hill.test')
  expect(completeAddress('doc@other.test', ['hill.test'])).toBe('doc@other.test')
  expect(completeAddress('doc', ['a', 'b'])).toBe('doc')
  expect(completeAddress(' ', ['hill.test'])).toBe('')
})

const LAB = 'lab@rooms.hill.test'

test('who comes by a link into a room is asked for a nick, and goes in as a guest', async () => {
  const asked = gateway({ jid: 'x@anon.test' })
  const onSignedIn = vi.fn()
  render(<SignIn info={info} invited={LAB} onSignedIn={onSignedIn} />)
  expect(screen.getByRole('heading', { name: 'You are invited to lab' })).toBeTruthy()
  const nick = await screen.findByLabelText<HTMLInputElement>(/^Your nick/u)
  await userEvent.type(nick, '  {Enter}')
  expect([asked.length, nick.getAttribute('aria-invalid'), document.activeElement]).toEqual([0, 'true', nick])
  await userEvent.type(nick, 'Calvin {Enter}')
  expect(asked).toEqual([{ kind: 'anonymous' }])
  expect(onSignedIn).toHaveBeenCalledOnce()
  expect(intendedNick(LAB)).toBe('Calvin')
})

test('a guest who is not let in says why, and leaves no wish behind for who signs in instead', async () => {
  gateway({ error: { type: 'cancel', reason: 'unreachable' } })
  render(<SignIn info={info} invited={LAB} onSignedIn={() => {}} />)
  await userEvent.type(await screen.findByLabelText(/^Your nick/u), 'Calvin{Enter}')
  expect(await screen.findByText(/chat server cannot be reached/u)).toBeTruthy()
  expect(intendedNick(LAB)).toBeUndefined()
  await userEvent.click(screen.getByRole('button', { name: 'Sign in with an account' }))
  expect([address().value, screen.queryByText(/cannot be reached/u)]).toEqual(['', null])
  expect(screen.getByText('You are invited to lab')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Continue as a guest' }))
  expect(await screen.findByLabelText(/^Your nick/u)).toBeTruthy()
})

test('where there are no guests the form says what one signs in for', () => {
  gateway({})
  render(<SignIn info={{ ...info, anonymous: false }} invited={LAB} onSignedIn={() => {}} />)
  expect(screen.getByText('You are invited to lab')).toBeTruthy()
  expect(address()).toBeTruthy()
  expect(screen.queryByRole('button', { name: /guest/u })).toBeNull()
})
