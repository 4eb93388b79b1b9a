import { memo } from 'react'
import { t } from '../../../lib/i18n.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { CloseIcon } from '../../../ui/icons.ts'
import { TextInput } from '../../../ui/TextInput.tsx'
import { titleOf } from '../entry.ts'
import { useEntry, useRefusal, useStaged, useTable } from '../hooks.ts'
import { rankName } from '../menu.ts'
import styles from './Panel.module.css'
import { Trouble } from './ReasonCell.tsx'

/** One staged change, with a reason of its own and a way out. */
export const ChangeRow = memo(function ChangeRow(props: { room: string; jid: string; tabIndex: 0 | -1 }) {
  const { room, jid, tabIndex } = props
  const table = useTable(room)
  const entry = useEntry(room, jid)
  const staged = useStaged(room, jid)
  const refusal = useRefusal(room, jid)
  if (!staged || !entry) return null
  const who = titleOf(entry)
  return (
    <div className={styles.change}>
      <div className={styles.line}>
        <bdi className={styles.who} title={jid}>
          {who}
        </bdi>
        <IconButton
          size="s"
          className={styles.remove}
          icon={CloseIcon}
          label={t('affiliations:changes.remove', { who })}
          tabIndex={tabIndex}
          onClick={() => table.unstage([jid])}
        />
      </div>
      {who !== jid && <bdi className={styles.what}>{jid}</bdi>}
      <p className={styles.what}>
        {rankName(entry.affiliation)} <span aria-hidden="true">→</span>{' '}
        <span className={styles.to}>{rankName(staged.to)}</span>
        {staged.removes && staged.to === 'outcast' && <> {t('affiliations:changes.removes')}</>}
      </p>
      <TextInput
        aria-label={t('affiliations:changes.reasonFor', { who })}
        placeholder={t('affiliations:changes.addReason')}
        maxLength={1000}
        value={staged.reason}
        onChange={(reason) => table.setReason(jid, reason)}
      />
      <Trouble entry={entry} staged={staged} refusal={refusal} />
    </div>
  )
})
