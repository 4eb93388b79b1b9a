import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { cx } from '../lib/cx.ts'
import { t } from '../lib/i18n.ts'
import { type Box, type PlaceOptions, place } from '../lib/place.ts'
import { BackIcon } from './icons.ts'
import styles from './Menu.module.css'
import { MenuRows } from './MenuRows.tsx'
import type { MenuItem } from './menuItem.ts'
import { moveFocus } from './moveFocus.ts'
import { VisuallyHidden } from './VisuallyHidden.tsx'

type MenuPanelProps = {
  label: string
  items: readonly MenuItem[]
  anchor: Box | undefined
  options?: PlaceOptions
  /** From below, over the whole width. */
  sheet: boolean
  /** Opened by a row of another panel. */
  nested?: boolean
  /** Closes this panel. */
  onClose: () => void
  /** Something was chosen: closes all. */
  onDone: () => void
}

export function MenuPanel(props: MenuPanelProps) {
  const { label, items, anchor, options, sheet, nested = false, onClose, onDone } = props
  const panel = useRef<HTMLDivElement>(null)
  const [sub, setSub] = useState<{ id: string; row: HTMLElement } | undefined>()
  const submenu = items.flatMap(inner).find((item) => item.id === sub?.id)

  useLayoutEffect(() => {
    const element = panel.current
    if (!element) return
    if (anchor && !sheet) {
      const rtl = getComputedStyle(element).direction === 'rtl'
      const at = place(anchor, element.getBoundingClientRect(), { rtl, ...options })
      element.style.left = `${at.left}px`
      element.style.top = `${at.top}px`
    }
    moveFocus(element, 'Home')
  }, [anchor, options, sheet])

  // After the panel is shown again: what is hidden takes no focus.
  const returnTo = useRef<HTMLElement>(undefined)
  useLayoutEffect(() => {
    if (sub) return
    returnTo.current?.focus()
    returnTo.current = undefined
  }, [sub])
  const closeSub = () => {
    returnTo.current = sub?.row
    setSub(undefined)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const out = rtl ? 'ArrowRight' : 'ArrowLeft'
    const into = rtl ? 'ArrowLeft' : 'ArrowRight'
    const row = event.target instanceof HTMLElement ? event.target : undefined
    if (event.key === 'Escape' || (event.key === out && nested)) onClose()
    else if (event.key === 'Tab') onDone()
    else if (event.key === into && row?.getAttribute('aria-haspopup') === 'menu') row.click()
    else if (!moveFocus(event.currentTarget, event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <>
      <div
        ref={panel}
        role="menu"
        aria-label={label}
        // A long one scrolls, and what scrolls must be within reach of the keyboard; Tab itself closes it.
        tabIndex={0}
        hidden={sheet && submenu !== undefined}
        className={cx(styles.panel, sheet && styles.sheet)}
        onKeyDown={onKeyDown}
      >
        {sheet && <SheetTitle label={label} onBack={nested ? onClose : undefined} />}
        <MenuRows items={items} openId={sub?.id} onOpen={setSub} onDone={onDone} />
      </div>
      {submenu?.kind === 'submenu' && sub && (
        <MenuPanel
          key={sub.id}
          label={submenu.label}
          items={submenu.items}
          anchor={sub.row.getBoundingClientRect()}
          options={beside}
          sheet={sheet}
          nested
          onClose={closeSub}
          onDone={onDone}
        />
      )}
    </>
  )
}

const beside: PlaceOptions = { side: 'beside', gap: 4 }

function inner(item: MenuItem): readonly MenuItem[] {
  return item.kind === 'group' ? item.items : [item]
}

function SheetTitle({ label, onBack }: { label: string; onBack: (() => void) | undefined }) {
  if (!onBack) return <div className={styles.title}>{label}</div>
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={cx(styles.row, styles.back)}
      onClick={onBack}
    >
      <BackIcon className={styles.icon} aria-hidden="true" />
      <span className={styles.label}>
        <VisuallyHidden>{t('ui:back')}: </VisuallyHidden>
        {label}
      </span>
    </button>
  )
}
