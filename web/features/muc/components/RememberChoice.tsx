import { t } from '../../../lib/i18n.ts'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'
import type { Remember } from '../commands.ts'

type RememberChoiceProps = {
  value: Remember
  /** A guest's account keeps nothing. */
  canStore: boolean
  onChange: (value: Remember) => void
}

/** Whether a room's password is kept once it let one in, and where. */
export function RememberChoice({ value, canStore, onChange }: RememberChoiceProps) {
  const options: { value: Remember; label: string; hint?: string }[] = [
    { value: 'none', label: t('muc:remember.none'), hint: t('muc:remember.noneHint') },
    { value: 'session', label: t('muc:remember.session'), hint: t('muc:remember.sessionHint') },
  ]
  if (canStore)
    options.push({
      value: 'always',
      label: t('muc:remember.always'),
      hint: value === 'always' ? t('muc:remember.warning') : t('muc:remember.alwaysHint'),
    })
  return (
    <RadioGroup
      label={t('muc:remember.label')}
      options={options}
      value={value}
      onChange={(next) => onChange(options.find((option) => option.value === next)?.value ?? 'session')}
    />
  )
}
