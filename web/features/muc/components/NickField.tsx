import type { RefObject } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import styles from './Entry.module.css'

type NickFieldProps = {
  ref: RefObject<HTMLInputElement | null>
  value: string
  onChange: (nick: string) => void
  hint?: string
  error?: string
  /** A nick that would do in place of the one that was refused. */
  offer?: string
  onOffer: () => void
}

/** What the others in a room call one, and what else they could when that is not to be had. */
export function NickField({ ref, value, onChange, hint, error, offer, onOffer }: NickFieldProps) {
  return (
    <div className={styles.nick}>
      <Field label={t('muc:entry.nick')} hint={hint} error={error} required>
        <TextInput
          ref={ref}
          name="nickname"
          autoComplete="nickname"
          value={value}
          onChange={onChange}
          maxLength={1023}
        />
      </Field>
      {offer && (
        <div>
          <Button size="s" onClick={onOffer}>
            {t('muc:nick.use', { nick: offer })}
          </Button>
        </div>
      )}
    </div>
  )
}
