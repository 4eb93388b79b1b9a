import { useEffect, useId, useRef } from 'react'
import { cx } from '../lib/cx.ts'
import { CheckIcon, MoreIcon } from './icons.ts'
import { Kbd } from './Kbd.tsx'
import styles from './Menu.module.css'
import type { MenuItem } from './menuItem.ts'

type Rows = {
  openId: string | undefined
  onOpen: (sub: { id: string; row: HTMLElement } | undefined) => void
  onDone: () => void
}

export function MenuRows({ items, ...rows }: Rows & { items: readonly MenuItem[] }) {
  return items.map((item) => {
    if (item.kind === 'separator') return <hr key={item.id} className={styles.separator} />
    if (item.kind !== 'group') return <MenuRow key={item.id} item={item} {...rows} />
    return (
      <div key={item.id} role="group" aria-label={item.label} className={styles.group}>
        <div className={styles.heading} aria-hidden="true">
          {item.label}
        </div>
        <MenuRows items={item.items} {...rows} />
      </div>
    )
  })
}

type Chosen = Exclude<MenuItem, { kind: 'separator' } | { kind: 'group' }>

function MenuRow({ item, openId, onOpen, onDone }: Rows & { item: Chosen }) {
  const id = useId()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const { icon: IconPart, label, disabled } = item
  const submenu = item.kind === 'submenu'
  const checked = submenu ? undefined : item.checked
  const second = disabled ?? item.hint

  const choose = (row: HTMLElement) => {
    if (disabled !== undefined) return
    if (submenu) return onOpen({ id: item.id, row })
    onDone()
    item.onSelect()
  }

  return (
    <button
      type="button"
      role={checked === undefined ? 'menuitem' : 'menuitemradio'}
      tabIndex={-1}
      className={cx(styles.row, !submenu && item.tone && styles[item.tone])}
      aria-checked={checked}
      aria-disabled={disabled !== undefined || undefined}
      aria-describedby={second === undefined ? undefined : id}
      aria-labelledby={`${id}-label`}
      aria-haspopup={submenu ? 'menu' : undefined}
      aria-expanded={submenu ? openId === item.id : undefined}
      onClick={(event) => choose(event.currentTarget)}
      // A short wait lets the pointer cross other rows on its way into a submenu.
      onPointerEnter={({ currentTarget: row, pointerType }) => {
        if (pointerType !== 'mouse') return
        timer.current = setTimeout(
          () => {
            row.focus()
            if (submenu && disabled === undefined) onOpen({ id: item.id, row })
            else if (openId !== undefined) onOpen(undefined)
          },
          openId === undefined && !submenu ? 0 : 160,
        )
      }}
      onPointerLeave={() => clearTimeout(timer.current)}
    >
      {checked === undefined ? (
        IconPart && <IconPart className={styles.icon} aria-hidden="true" />
      ) : (
        <CheckIcon className={cx(styles.icon, !checked && styles.unchecked)} aria-hidden="true" />
      )}
      <span className={styles.words}>
        <span id={`${id}-label`} className={styles.label}>
          {label}
        </span>
        {second !== undefined && (
          <span id={id} className={styles.second}>
            {second}
          </span>
        )}
      </span>
      {!submenu && item.shortcut && <Kbd keys={item.shortcut} />}
      {submenu && <MoreIcon className={cx(styles.icon, styles.more)} aria-hidden="true" />}
    </button>
  )
}
