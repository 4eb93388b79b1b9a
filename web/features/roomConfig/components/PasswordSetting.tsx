import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { NewPassword } from './NewPassword.tsx'
import styles from './Settings.module.css'

type PasswordSettingProps = {
  room: string
  isOn: boolean
  password: string
  problem?: string
  onToggle: (on: boolean) => void
  onPassword: (password: string) => void
}

/** The room's password, on or off, in one place. */
export function PasswordSetting(props: PasswordSettingProps) {
  const { room, isOn, password, problem, onToggle, onPassword } = props
  const [wasOn] = useState(isOn)
  return (
    <div className={styles.group}>
      <Checkbox
        label={t('roomConfig:password.on')}
        hint={t('roomConfig:password.onHint')}
        checked={isOn}
        onChange={onToggle}
      />
      {isOn && (
        <NewPassword
          username={room}
          label={t('roomConfig:password.label')}
          hint={wasOn ? t('roomConfig:password.change') : undefined}
          value={password}
          error={problem}
          isRequired
          onChange={onPassword}
        />
      )}
    </div>
  )
}
