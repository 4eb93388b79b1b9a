import { t } from '../../../lib/i18n.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Field } from '../../../ui/Field.tsx'
import { PasswordInput } from '../../../ui/PasswordInput.tsx'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'

export interface Way {
  readonly by: 'room' | 'direct'
  readonly sendsPassword: boolean
  readonly password: string
}

type WayFieldsProps = { way: Way; hasPassword: boolean; onChange: (way: Way) => void }

/** Who carries the invitation, and whether the password goes with it. */
export function WayFields({ way, hasPassword, onChange }: WayFieldsProps) {
  return (
    <>
      <RadioGroup
        label={t('invites:way')}
        value={way.by}
        onChange={(by) => onChange({ ...way, by: by === 'direct' ? 'direct' : 'room' })}
        options={[
          {
            value: 'room',
            label: t('invites:byRoom'),
            hint: t(hasPassword ? 'invites:byRoomPassword' : 'invites:byRoomHint'),
          },
          { value: 'direct', label: t('invites:byYou'), hint: t('invites:byYouHint') },
        ]}
      />
      {way.by === 'direct' && hasPassword && (
        <Checkbox
          label={t('invites:withPassword')}
          hint={t('invites:withPasswordHint')}
          checked={way.sendsPassword}
          onChange={(sendsPassword) => onChange({ ...way, sendsPassword })}
        />
      )}
      {way.by === 'direct' && hasPassword && way.sendsPassword && (
        <Field label={t('invites:password')} hint={t('invites:passwordHint')} required>
          <PasswordInput
            autoComplete="off"
            value={way.password}
            onChange={(password) => onChange({ ...way, password })}
          />
        </Field>
      )}
    </>
  )
}
