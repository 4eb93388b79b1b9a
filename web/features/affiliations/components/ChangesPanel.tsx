import { useCallback } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { DiscardIcon } from '../../../ui/icons.ts'
import { TextInput } from '../../../ui/TextInput.tsx'
import { VirtualList } from '../../../ui/VirtualList.tsx'
import { useKept, useReview, useTable } from '../hooks.ts'
import { ChangeRow } from './ChangeRow.tsx'
import styles from './Panel.module.css'

const ROW_PX = 96

/** All that is staged: from what, to what, who and why; each can be taken back. */
export function ChangesPanel({ room }: { room: string }) {
  const table = useTable(room)
  const review = useReview(room)
  const [reason, setReason] = useKept(room, 'commonReason')
  const keys = review.map(({ staged }) => staged.jid)
  const renderRow = useCallback(
    (jid: string, tabIndex: 0 | -1) => <ChangeRow room={room} jid={jid} tabIndex={tabIndex} />,
    [room],
  )
  return (
    <>
      <div className={styles.tools}>
        <Field label={t('affiliations:changes.reason')} hint={t('affiliations:changes.reasonHint')}>
          <TextInput value={reason} onChange={setReason} maxLength={1000} />
        </Field>
        {keys.length > 0 && (
          <div>
            <Button
              size="s"
              variant="plain"
              className={styles.flush}
              icon={DiscardIcon}
              onClick={() => table.unstage(keys)}
            >
              {t('affiliations:changes.discard', { count: keys.length })}
            </Button>
          </div>
        )}
      </div>
      <div className={styles.list}>
        {keys.length === 0 ? (
          <p className={styles.empty}>{t('affiliations:changes.none')}</p>
        ) : (
          <VirtualList
            keys={keys}
            estimate={ROW_PX}
            renderRow={renderRow}
            ariaLabel={t('affiliations:changes.name')}
          />
        )}
      </div>
    </>
  )
}
