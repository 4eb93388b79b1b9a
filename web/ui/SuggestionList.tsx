import { useLayoutEffect, useRef } from 'react'
import type { Suggestion } from '../lib/composerAid.ts'
import { cx } from '../lib/cx.ts'
import styles from './SuggestionList.module.css'

export type SuggestionListProps = {
  /** Of the list; its options are called `<id>-<number>`. */
  id: string
  label: string
  items: readonly Suggestion[]
  active: number
  onPick: (index: number) => void
  /** The list itself got the focus: it belongs to the field. */
  onFocus: () => void
}

/** What fits what is being typed, above the field; the keyboard stays in the field, which names the active one. */
export function SuggestionList({ id, label, items, active, onPick, onFocus }: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div
      ref={list}
      role="listbox"
      id={id}
      aria-label={label}
      // What scrolls has to be reachable; Tab never leads here, for in the field it chooses.
      tabIndex={0}
      className={styles.list}
      onFocus={onFocus}
    >
      {items.map((item, index) => (
        <div
          key={item.id}
          role="option"
          id={`${id}-${index}`}
          tabIndex={-1}
          aria-selected={index === active}
          aria-disabled={item.disabled ? true : undefined}
          className={cx(styles.item, index === active && styles.active)}
          // A press must not take the focus from the field: a phone would put its keyboard away.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(index)}
          onKeyDown={(event) => event.key === 'Enter' && onPick(index)}
        >
          <span className={styles.head}>
            <bdi className={styles.label}>{item.label}</bdi>
            {item.hint && <span className={styles.hint}>{item.hint}</span>}
          </span>
          {(item.disabled ?? item.detail) && (
            <span className={styles.detail} data-disabled={item.disabled ? '' : undefined}>
              {item.disabled ?? item.detail}
            </span>
          )}
        </div>
      ))}
    </div>
  )
}
