import { t } from '../../../lib/i18n.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { useLeaving } from '../hooks.ts'

export function LeaveDialog() {
  const { count, stay, leave } = useLeaving()
  return (
    <ConfirmDialog
      open
      tone="danger"
      title={t('session:leave.title', { count })}
      text={t('session:leave.text')}
      confirm={t('session:leave.confirm')}
      onClose={stay}
      onConfirm={leave}
    />
  )
}
