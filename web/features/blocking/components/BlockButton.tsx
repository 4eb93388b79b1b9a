import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { BlockIcon } from '../../../ui/icons.ts'
import { useAskToBlock, useIsBlocked } from '../hooks.ts'

/** Beside somebody whom one does not know. */
export function BlockButton({ jid, isSmall }: { jid: string; isSmall?: boolean }) {
  const ask = useAskToBlock()
  if (useIsBlocked(jid)) return null
  return (
    <Button
      size={isSmall ? 's' : 'm'}
      icon={BlockIcon}
      aria-label={t('blocking:blockWhom', { name: jid })}
      onClick={() => ask({ jid, name: jid })}
    >
      {t('blocking:block')}
    </Button>
  )
}
