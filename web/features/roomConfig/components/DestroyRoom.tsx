import { useState } from 'react'
import { bareOf } from '#protocol/jid.ts'
import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { DeleteIcon } from '../../../ui/icons.ts'
import { PasswordInput } from '../../../ui/PasswordInput.tsx'
import { Section } from '../../../ui/Section.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useRoomName } from '../../muc/hooks.ts'
import { useRoomConfigCommands } from '../hooks.ts'
import styles from './Settings.module.css'

/** Ends a room for everybody, and says where to go instead. */
export function DestroyRoom({ room }: { room: string }) {
  const { destroy } = useRoomConfigCommands()
  const name = useRoomName(room)
  const [isOpen, setOpen] = useState(false)
  const [alternative, setAlternative] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const [error, setError] = useState<string | undefined>()
  const [isBusy, setBusy] = useState(false)

  async function confirm(reason: string): Promise<void> {
    const successor = alternative.trim()
    const isBad = successor !== '' && !bareOf(successor)?.includes('@')
    setProblem(isBad ? t('roomConfig:form.badAddress', { address: successor }) : undefined)
    if (isBad) return
    setBusy(true)
    const result = await destroy(room, reason, successor, password)
    setBusy(false)
    if (result.ok) navigate({ name: 'home' })
    else setError(sentence(result.error, 'roomConfig'))
  }

  return (
    <Section className={styles.end} title={t('roomConfig:destroy.title')} hint={t('roomConfig:destroy.hint')}>
      <div>
        <Button variant="danger" icon={DeleteIcon} onClick={() => setOpen(true)}>
          {t('roomConfig:destroy.ask')}
        </Button>
      </div>
      <ConfirmDialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t('roomConfig:destroy.confirmTitle', { name })}
        text={t('roomConfig:destroy.confirmText')}
        confirm={t('roomConfig:destroy.confirm', { name })}
        tone="danger"
        reason={{ label: t('roomConfig:destroy.reason') }}
        busy={isBusy}
        error={error}
        onConfirm={(reason) => void confirm(reason)}
      >
        <Field
          label={t('roomConfig:destroy.alternative')}
          hint={t('roomConfig:destroy.alternativeHint')}
          error={problem}
        >
          <TextInput value={alternative} onChange={setAlternative} inputMode="email" spellCheck={false} />
        </Field>
        {alternative.trim() !== '' && (
          <Field label={t('roomConfig:destroy.password')} hint={t('roomConfig:destroy.passwordHint')}>
            <PasswordInput value={password} onChange={setPassword} autoComplete="off" maxLength={1023} />
          </Field>
        )}
      </ConfirmDialog>
    </Section>
  )
}
