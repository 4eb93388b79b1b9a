import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { createPortal } from 'react-dom'
import { cx } from '../lib/cx.ts'
import { SearchIcon } from './icons.ts'
import { Kbd } from './Kbd.tsx'
import styles from './Palette.module.css'
import { useModal } from './useModal.ts'

export type PaletteItem = {
  id: string
  label: ReactNode
  hint?: ReactNode
  /** An Avatar or an icon. */
  leading?: ReactNode
  shortcut?: string
  /** The heading above the first item of each group; items of one group stand together. */
  group?: string
}

export type PaletteProps = {
  open: boolean
  onClose: () => void
  label: string
  placeholder: string
  query: string
  onQuery: (query: string) => void
  /** What fits the query, best first: a few dozen at most. */
  items: readonly PaletteItem[]
  onPick: (id: string) => void
  /** Said when nothing fits. */
  empty: ReactNode
}

/** One box that jumps anywhere: type, choose with the arrow keys, Enter. */
export function Palette({ open, ...rest }: PaletteProps) {
  return open ? createPortal(<OpenPalette {...rest} />, document.body) : null
}

function OpenPalette(props: Omit<PaletteProps, 'open'>) {
  const { onClose, label, placeholder, query, onQuery, items, onPick, empty } = props
  const id = useId()
  const modal = useModal(onClose)
  const [chosen, setChosen] = useState<string | undefined>()
  // What is chosen stays chosen while the list changes around it, and else it is the best.
  const at = Math.max(
    0,
    items.findIndex((item) => item.id === chosen),
  )
  const active = items[at]
  // By number: the id of a person may contain spaces, which an id in the document may not.
  const optionId = (index: number) => `${id}-${index}`

  const move = (by: number) => {
    const next = (at + by + items.length) % items.length
    setChosen(items[next]?.id)
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter' && active) onPick(active.id)
    else return
    event.preventDefault()
  }

  return (
    <dialog {...modal} aria-label={label} className={styles.palette}>
      <div className={styles.top}>
        <SearchIcon className={styles.icon} aria-hidden="true" />
        <input
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={active && optionId(at)}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          className={styles.input}
          placeholder={placeholder}
          value={query}
          onChange={(event) => {
            setChosen(undefined)
            onQuery(event.target.value)
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd keys="Esc" className={styles.escape} />
      </div>
      <div role="listbox" id={`${id}-list`} aria-label={label} className={styles.list}>
        {items.map((item, index) => (
          <div key={item.id} role="presentation">
            {item.group && item.group !== items[index - 1]?.group && (
              <div className={styles.group} role="presentation">
                {item.group}
              </div>
            )}
            {/* The keyboard is the input's: it names the active option. */}
            <div
              role="option"
              id={optionId(index)}
              tabIndex={-1}
              aria-selected={item === active}
              className={cx(styles.item, item === active && styles.active)}
              onPointerMove={() => item !== active && setChosen(item.id)}
              onClick={() => onPick(item.id)}
              onKeyDown={onKeyDown}
            >
              {item.leading}
              <span className={styles.words}>
                <span className={styles.label}>{item.label}</span>
                {item.hint && <span className={styles.hint}>{item.hint}</span>}
              </span>
              {item.shortcut && <Kbd keys={item.shortcut} />}
            </div>
          </div>
        ))}
      </div>
      <div role="status">{items.length === 0 && <div className={styles.empty}>{empty}</div>}</div>
    </dialog>
  )
}
