import { type MouseEvent, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { openLayer } from '../lib/backLayers.ts'
import { cx } from '../lib/cx.ts'
import type { Box, PlaceOptions } from '../lib/place.ts'
import { useNarrow } from '../lib/useMedia.ts'
import { floatIn } from './floatIn.ts'
import styles from './Menu.module.css'
import { MenuPanel } from './MenuPanel.tsx'
import type { MenuItems } from './menuItem.ts'

type MenuOverlayProps = {
  label: string
  items: MenuItems
  /** What the menu belongs to: the focus returns there. */
  owner: Element | null
  anchor: Box | undefined
  options?: PlaceOptions
  onClose: () => void
}

/** Above everything while a menu is open; a press anywhere else closes it and reaches nothing below. */
export function MenuOverlay({ label, items, owner, anchor, options, onClose }: MenuOverlayProps) {
  const overlay = useRef<HTMLDivElement>(null)
  const narrow = useNarrow()
  // Made once: a menu whose items change under the finger is a trap.
  const [fixed] = useState(() => (typeof items === 'function' ? items() : items))
  const close = useEffectEvent(onClose)

  // The panel can measure itself only once what is around it is shown.
  const [shown, setShown] = useState(false)
  useLayoutEffect(() => {
    overlay.current?.showPopover()
    setShown(true)
  }, [])

  useLayoutEffect(
    () => () => {
      if (owner instanceof HTMLElement && owner.isConnected) owner.focus()
    },
    [owner],
  )
  // Beside a pointer, back means the page's back.
  useEffect(() => (narrow ? openLayer(() => close()) : undefined), [narrow])

  const pressBeside = (event: MouseEvent) => {
    if (event.target !== event.currentTarget) return
    event.preventDefault()
    onClose()
  }

  return createPortal(
    // The keyboard closes it with Escape, in the panel.
    <div
      ref={overlay}
      role="presentation"
      popover="manual"
      className={cx(styles.overlay, narrow && styles.dim)}
      onClick={(event) => {
        event.stopPropagation()
        pressBeside(event)
      }}
      onContextMenu={(event) => {
        event.stopPropagation()
        pressBeside(event)
      }}
      onPointerDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      {shown && (
        <MenuPanel
          label={label}
          items={fixed}
          anchor={anchor}
          options={options}
          sheet={narrow}
          onClose={onClose}
          onDone={onClose}
        />
      )}
    </div>,
    floatIn(owner),
  )
}
