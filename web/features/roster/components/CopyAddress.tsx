import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { CheckIcon, CopyIcon } from '../../../ui/icons.ts'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import styles from './ContactCard.module.css'

/** The whole address, to read and to take along. */
export function CopyAddress({ jid }: { jid: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    // A page behind plain HTTP has no clipboard; the address can still be selected.
    await navigator.clipboard?.writeText(jid).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <span className={styles.address}>
      <bdi>{jid}</bdi>
      {navigator.clipboard !== undefined && (
        <IconButton
          icon={copied ? CheckIcon : CopyIcon}
          label={t(copied ? 'roster:copied' : 'roster:copy')}
          size="s"
          onClick={() => void copy()}
        />
      )}
      <VisuallyHidden role="status">{copied && t('roster:copied')}</VisuallyHidden>
    </span>
  )
}
