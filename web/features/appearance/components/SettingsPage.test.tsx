import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { applyTheme } from '../theme.ts'
import { SettingsPage } from './SettingsPage.tsx'

const theme = () => document.documentElement.dataset.theme

beforeEach(() => {
  localStorage.clear()
  applyTheme()
})

test('a chosen theme is on the page at once and after a reload', async () => {
  renderPage(<SettingsPage />)
  await userEvent.click(screen.getByRole('radio', { name: 'Dark' }))
  expect(theme()).toBe('dark')
  delete document.documentElement.dataset.theme
  applyTheme()
  expect(theme()).toBe('dark')
  await userEvent.click(screen.getByRole('radio', { name: 'System' }))
  expect(theme()).toBeUndefined()
})

test('a kept theme that is none is not believed', () => {
  localStorage.setItem('theme', '"<script>"')
  applyTheme()
  expect(theme()).toBeUndefined()
})

test('other slices find their place among the settings', () => {
  renderPage(<SettingsPage />, undefined, [
    { slot: 'settingsSection', id: 'more', component: () => <h2>More</h2> },
  ])
  expect(screen.getByRole('heading', { name: 'More' })).toBeTruthy()
})

test('the protocol’s reference is one link away', () => {
  renderPage(<SettingsPage />)
  expect(screen.getByRole('link', { name: 'The protocol, event by event' }).getAttribute('href')).toBe(
    '/docs',
  )
})
