import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { Button } from './Button.tsx'
import { ContextMenu } from './ContextMenu.tsx'
import { Menu } from './Menu.tsx'
import type { MenuItem } from './menuItem.ts'

function setup() {
  const chosen = vi.fn()
  const items: MenuItem[] = [
    { id: 'message', label: 'Message', onSelect: () => chosen('message') },
    { id: 'kick', label: 'Kick', disabled: 'Owners cannot be kicked.', onSelect: () => chosen('kick') },
    {
      kind: 'submenu',
      id: 'make',
      label: 'Make',
      items: [
        { id: 'admin', label: 'Admin', checked: false, onSelect: () => chosen('admin') },
        { id: 'member', label: 'Member', checked: true, onSelect: () => chosen('member') },
      ],
    },
  ]
  return { chosen, items, keys: userEvent.setup() }
}

const openMenu = async () => {
  const { chosen, items, keys } = setup()
  render(<Menu label="Doc" items={items} trigger={(props) => <Button {...props}>More</Button>} />)
  await keys.click(screen.getByRole('button', { name: 'More' }))
  return { chosen, keys }
}
const focused = () => document.activeElement?.getAttribute('role') === 'menuitem'

it('a disabled item stays, says why, and does nothing', async () => {
  const { chosen, keys } = await openMenu()
  const kick = screen.getByRole('menuitem', { name: 'Kick' })
  expect(kick.getAttribute('aria-disabled')).toBe('true')
  const reason = document.getElementById(kick.getAttribute('aria-describedby') ?? '')
  expect(reason?.textContent).toBe('Owners cannot be kicked.')
  await keys.click(kick)
  expect(chosen).not.toHaveBeenCalled()
  expect(screen.getByRole('menu')).toBeDefined()
})

it('arrow keys and letters walk it, Enter chooses, and the focus returns', async () => {
  const { chosen, keys } = await openMenu()
  expect(document.activeElement?.textContent).toContain('Message')
  await keys.keyboard('{ArrowUp}')
  expect(document.activeElement?.textContent).toContain('Make')
  await keys.keyboard('me')
  expect(focused()).toBe(true)
  await keys.keyboard('{Enter}')
  expect(chosen).toHaveBeenCalledWith('message')
  expect(screen.queryByRole('menu')).toBeNull()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'More' }))
})

it('a submenu opens and closes sideways, and marks what is chosen', async () => {
  const { chosen, keys } = await openMenu()
  await keys.keyboard('{End}{ArrowRight}')
  expect(screen.getByRole('menuitemradio', { name: 'Member' }).getAttribute('aria-checked')).toBe('true')
  await keys.keyboard('{ArrowLeft}')
  expect(screen.queryByRole('menu', { name: 'Make' })).toBeNull()
  expect(document.activeElement?.textContent).toContain('Make')
  await keys.keyboard('{ArrowRight}{Enter}')
  expect(chosen).toHaveBeenCalledWith('admin')
})

it('Escape closes it', async () => {
  const { keys } = await openMenu()
  await keys.keyboard('{Escape}')
  expect(screen.queryByRole('menu')).toBeNull()
})

it('right click and Shift-F10 open the same menu, whose items are made only then', async () => {
  const { items, keys } = setup()
  const make = vi.fn(() => items)
  render(
    <ContextMenu label="Doc" items={make}>
      <button type="button">Doc Brown</button>
    </ContextMenu>,
  )
  expect(make).not.toHaveBeenCalled()
  const row = screen.getByRole('button', { name: 'Doc Brown' })
  fireEvent.contextMenu(row, { clientX: 10, clientY: 10 })
  expect(screen.getByRole('menu', { name: 'Doc' })).toBeDefined()
  await keys.keyboard('{Escape}')
  row.focus()
  await keys.keyboard('{Shift>}{F10}{/Shift}')
  expect(screen.getAllByRole('menuitem')).toHaveLength(3)
  await keys.keyboard('{Escape}')
  expect(document.activeElement).toBe(row)
})
