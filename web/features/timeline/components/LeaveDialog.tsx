import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { goThere } from '../../../lib/leaving.ts'
import { revealed } from '../../../lib/revealed.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import styles from './LeaveDialog.module.css'

const MAX_SHOWN = 300

/** Asks before a link of a message leads to another site: its name stands there as the browser will ask for it. */
export function LeaveDialog({ url, onClose }: { url: URL; onClose: () => void }) {
  const [isTrusted, setTrusted] = useState(false)
  const isDisguised = url.hostname.includes('xn--')
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={
        <>
          {t('timeline:leave.title')} <bdi className={styles.host}>{url.host}</bdi>
        </>
      }
      text={isDisguised ? t('timeline:leave.disguised') : t('timeline:leave.text')}
      confirm={t('timeline:leave.open')}
      onConfirm={() => goThere(url, isTrusted)}
    >
      <p>
        <bdi>{revealed(url.href.slice(0, MAX_SHOWN))}</bdi>
      </p>
      <Checkbox
        label={t('timeline:leave.trust', { host: url.host })}
        checked={isTrusted}
        onChange={setTrusted}
      />
    </ConfirmDialog>
  )
}
