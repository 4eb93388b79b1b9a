import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import { sentence } from '../../../lib/sentence.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { kindOf } from '../address.ts'
import { type Blockee, useBlockingCommands } from '../useBlocking.ts'

/** What blocking means, before it is done. */
export function BlockDialog({ blockee, onClose }: { blockee: Blockee; onClose: () => void }) {
  const { block } = useBlockingCommands()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>()

  async function confirm(): Promise<void> {
    setBusy(true)
    setError(undefined)
    const result = await block(blockee)
    setBusy(false)
    if (result.ok) onClose()
    else setError(sentence(result.error, 'blocking'))
  }

  const name = revealed(blockee.name)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('blocking:ask.title', { name })}
      text={t(`blocking:ask.${kindOf(blockee.jid)}`, { address: revealed(blockee.jid) })}
      confirm={t('blocking:block')}
      tone="danger"
      busy={busy}
      error={error}
      onConfirm={() => void confirm()}
    />
  )
}
