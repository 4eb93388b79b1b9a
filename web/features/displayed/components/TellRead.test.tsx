import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { tellingModel } from '../telling.ts'
import { TellRead } from './TellRead.tsx'

test('contacts are told unless one says otherwise', async () => {
  localStorage.clear()
  const { gateway } = renderPage(<TellRead />)
  const box = screen.getByRole('checkbox', { name: 'Tell others what I have read' })
  expect(box).toHaveProperty('checked', true)
  await userEvent.click(box)
  expect(box).toHaveProperty('checked', false)
  expect(gateway.models.use(tellingModel).isOn.get()).toBe(false)
})
