import { type KeyboardEvent, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { AddIcon, CheckIcon } from '../../../ui/icons.ts'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useGroups } from '../hooks.ts'
import styles from './GroupsField.module.css'

type GroupsFieldProps = {
  value: readonly string[]
  onChange: (groups: string[]) => void
}

/** Groups that exist to choose from, and a place to name new ones. */
export function GroupsField({ value, onChange }: GroupsFieldProps) {
  const known = useGroups()
  const [typed, setTyped] = useState('')
  const offered = [...known, ...value.filter((group) => !known.includes(group))]

  const toggle = (group: string) =>
    onChange(value.includes(group) ? value.filter((each) => each !== group) : [...value, group])
  const add = () => {
    const group = typed.trim()
    setTyped('')
    if (group !== '' && !value.includes(group)) onChange([...value, group])
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || typed.trim() === '') return
    // Enter names the group first; the next one sends the form.
    event.preventDefault()
    add()
  }
  return (
    <div className={styles.groups}>
      <Field label={t('roster:groups')} hint={t('contact:groupsHint')}>
        <TextInput
          value={typed}
          onChange={setTyped}
          onKeyDown={onKeyDown}
          // Leaving the field with a name in it means that name.
          onBlur={add}
          maxLength={200}
          placeholder={t('contact:newGroup')}
          dir="auto"
          after={
            typed.trim() !== '' && (
              <Button size="s" variant="plain" icon={AddIcon} onClick={add}>
                {t('contact:addGroup')}
              </Button>
            )
          }
        />
      </Field>
      {offered.length > 0 && (
        <ul className={styles.chips} aria-label={t('contact:groupChoice')}>
          {offered.map((group) => (
            <li key={group}>
              <button
                type="button"
                className={styles.chip}
                aria-pressed={value.includes(group)}
                onClick={() => toggle(group)}
              >
                {value.includes(group) && <CheckIcon aria-hidden="true" />}
                <bdi>{group}</bdi>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
