import { type ComponentProps, type KeyboardEvent, type MouseEvent, useRef, useState } from 'react'
import type { Box } from '../lib/place.ts'
import { MenuOverlay } from './MenuOverlay.tsx'
import type { MenuItems } from './menuItem.ts'
import { useLongPress } from './useLongPress.ts'

export type ContextMenuProps = Omit<ComponentProps<'div'>, 'onContextMenu'> & {
  label: string
  items: MenuItems
}

/**
 * The same menu by right click, long press, the menu key and Shift-F10. A selection of text, and a link, keep the
 * browser's own menu.
 */
export function ContextMenu({ label, items, children, ...rest }: ContextMenuProps) {
  const area = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<{ anchor: Box; owner: Element | null } | undefined>()

  const openAt = (x: number, y: number) =>
    setAt({ anchor: { left: x, top: y, width: 0, height: 0 }, owner: document.activeElement })
  const press = useLongPress(openAt)

  const onContextMenu = (event: MouseEvent) => {
    if (event.defaultPrevented || keepsBrowserMenu(event.target)) return
    event.preventDefault()
    // A long press has opened it already, and Android sends this as well.
    if (!at) openAt(event.clientX, event.clientY)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    rest.onKeyDown?.(event)
    const asks = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')
    if (!asks || event.defaultPrevented) return
    event.preventDefault()
    const target = event.target instanceof HTMLElement ? event.target : area.current
    if (target) setAt({ anchor: target.getBoundingClientRect(), owner: target })
  }

  return (
    <div {...rest} {...press} ref={area} onContextMenu={onContextMenu} onKeyDown={onKeyDown}>
      {children}
      {at && (
        <MenuOverlay
          label={label}
          items={items}
          owner={at.owner}
          anchor={at.anchor}
          options={{ gap: 2 }}
          onClose={() => setAt(undefined)}
        />
      )}
    </div>
  )
}

function keepsBrowserMenu(target: EventTarget): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('input, textarea, a[href^="http"]')) return true
  const selection = getSelection()
  return selection !== null && !selection.isCollapsed && selection.containsNode(target, true)
}
