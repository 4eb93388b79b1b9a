import type { ComponentProps } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { AddIcon } from '../../../ui/icons.ts'
import { TextInput } from '../../../ui/TextInput.tsx'
import { type Entry, isNew, newEntry } from '../card.ts'
import { PlacedField } from './PlacedField.tsx'
import styles from './ProfileForm.module.css'

type EntryListProps = {
  kind: 'email' | 'tel'
  entries: readonly Entry[]
  problems: ReadonlyMap<string, string>
  input: Pick<ComponentProps<'input'>, 'type' | 'inputMode' | 'autoComplete'>
  onChange: (entries: readonly Entry[]) => void
}

/** As a card may have them (`MAX_CARD_ENTRIES`). */
const MAX = 32

/** Mail addresses, or phone numbers. */
export function EntryList({ kind, entries, problems, input, onChange }: EntryListProps) {
  const put = (next: Entry) => onChange(entries.map((each) => (each.key === next.key ? next : each)))
  return (
    <div className={styles.several}>
      {entries.length > 0 && (
        <ul className={styles.list}>
          {entries.map((entry, index) => {
            const name =
              entries.length > 1 ? t(`profile:${kind}.nth`, { count: index + 1 }) : t(`vcard:${kind}`)
            return (
              <PlacedField
                key={entry.key}
                name={name}
                isNew={isNew(entry) && entry.value === ''}
                place={entry.place}
                onPlace={(place) => put({ ...entry, place })}
                onRemove={() => onChange(entries.filter(({ key }) => key !== entry.key))}
              >
                <Field label={name} error={problems.get(entry.key)}>
                  <TextInput
                    {...input}
                    value={entry.value}
                    onChange={(value) => put({ ...entry, value })}
                    maxLength={1000}
                  />
                </Field>
              </PlacedField>
            )
          })}
        </ul>
      )}
      {entries.length < MAX && (
        <Button variant="plain" size="s" icon={AddIcon} onClick={() => onChange([...entries, newEntry()])}>
          {t(`profile:${kind}.add`)}
        </Button>
      )}
    </div>
  )
}
