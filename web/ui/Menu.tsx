import { type KeyboardEvent, type ReactNode, type Ref, useId, useRef, useState } from 'react'
import { MenuOverlay } from './MenuOverlay.tsx'
import type { MenuItems } from './menuItem.ts'

export type MenuTriggerProps = {
  ref: Ref<HTMLButtonElement>
  id: string
  'aria-haspopup': 'menu'
  'aria-expanded': boolean
  onClick: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

export type MenuProps = {
  /** The name of the menu; its title when it is a sheet. */
  label: string
  items: MenuItems
  /** The button that opens it: spread the props on a Button or an IconButton. */
  trigger: (props: MenuTriggerProps) => ReactNode
  align?: 'start' | 'end'
  side?: 'below' | 'above'
  onOpenChange?: (open: boolean) => void
}

export function Menu({ label, items, trigger, align = 'start', side = 'below', onOpenChange }: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const change = (next: boolean) => {
    setOpen(next)
    onOpenChange?.(next)
  }
  return (
    <>
      {trigger({
        ref: button,
        id,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        onClick: () => change(!open),
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          change(true)
        },
      })}
      {open && (
        <MenuOverlay
          label={label}
          items={items}
          owner={button.current}
          anchor={button.current?.getBoundingClientRect()}
          options={{ align, side }}
          onClose={() => change(false)}
        />
      )}
    </>
  )
}
