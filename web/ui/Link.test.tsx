import { fireEvent, render, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { stay, wantedLink } from '../lib/leaving.ts'
import { Link } from './Link.tsx'

beforeEach(stay)

const press = () =>
  fireEvent(screen.getByRole('link'), new MouseEvent('click', { bubbles: true, cancelable: true }))

test('a link to another site asks first, wherever it stands', () => {
  render(
    <Link href="https://flux.example/" outside>
      Flux
    </Link>,
  )
  expect(press()).toBe(false)
  expect(wantedLink()?.href).toBe('https://flux.example/')
})

test('mail, and what stays here, does not', () => {
  const { rerender } = render(
    <Link href="mailto:doc@hill.example" outside>
      Mail
    </Link>,
  )
  expect(press()).toBe(true)
  rerender(<Link href="#/join">Join</Link>)
  expect(press()).toBe(true)
  expect(wantedLink()).toBeUndefined()
})
