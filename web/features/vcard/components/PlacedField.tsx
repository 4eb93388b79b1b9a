import { type ReactNode, useEffect, useRef } from 'react'
import { t } from '../../../lib/i18n.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { DeleteIcon } from '../../../ui/icons.ts'
import { Select } from '../../../ui/Select.tsx'
import type { Place } from '../card.ts'
import { PLACES } from '../lines.ts'
import styles from './ProfileForm.module.css'

type PlacedFieldProps = {
  /** What it is, with its number where there are several. */
  name: string
  /** Just made, to be filled in. */
  isNew: boolean
  place: Place
  onPlace: (place: Place) => void
  onRemove: () => void
  children: ReactNode
}

/** One of several of a kind: where it belongs, what it is, and the way to take it out. */
export function PlacedField({ name, isNew, place, onPlace, onRemove, children }: PlacedFieldProps) {
  const row = useRef<HTMLLIElement>(null)
  const wasNew = useRef(isNew)
  useEffect(() => {
    if (wasNew.current) row.current?.querySelector('input')?.focus()
  }, [])
  return (
    <li ref={row} className={styles.placed}>
      <div className={styles.grow}>{children}</div>
      <Select
        aria-label={t('profile:placeOf', { name })}
        className={styles.place}
        value={place}
        onChange={(next) => onPlace(next as Place)}
        options={PLACES.map((value) => ({ value, label: t(`vcard:place.${value || 'none'}`) }))}
      />
      <IconButton icon={DeleteIcon} label={t('profile:removeOne', { name })} onClick={onRemove} />
    </li>
  )
}
