import { localPart } from '../../../lib/conversation.ts'
import { cx } from '../../../lib/cx.ts'
import { t } from '../../../lib/i18n.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Cell } from '../../../ui/Cell.tsx'
import { Highlight } from '../../../ui/Highlight.tsx'
import type { Refusal } from '../../occupants/permissions.ts'
import { type Entry, isDomain, titleOf } from '../entry.ts'
import type { Staged } from '../staged.ts'
import cells from './Cells.module.css'
import { Trouble } from './ReasonCell.tsx'
import styles from './Table.module.css'

interface PersonCellProps {
  entry: Entry
  query: string
  staged: Staged | undefined
  refusal: Refusal | undefined
}

/** Who: what they are called over their address, and whether they are here. */
export function PersonCell({ entry, query, staged, refusal }: PersonCellProps) {
  const { jid, nicks, reason, show, self } = entry
  const title = titleOf(entry)
  // Of an address alone the name in it says most; the whole of it stands below, as it does for everybody.
  const shown = title === jid && !isDomain(entry) ? localPart(jid) : title
  const detail =
    jid === undefined ? t('affiliations:hidden') : isDomain(entry) ? t('affiliations:server') : jid
  const isHere = nicks.length > 0
  return (
    <Cell className={cells.person}>
      <Avatar
        name={title}
        {...(jid ? { jid } : {})}
        size={28}
        shape={isDomain(entry) ? 'room' : 'person'}
        {...(isHere ? { presence: show ?? ('online' as const) } : {})}
      />
      <span className={cells.words}>
        <bdi className={cells.title} title={jid}>
          <Highlight text={shown} query={query} />
          {self && <span className={cells.detail}> {t('affiliations:you')}</span>}
        </bdi>
        <bdi className={cells.detail} title={jid}>
          <Highlight text={detail} query={query} />
        </bdi>
        {(staged?.reason || reason) && (
          <span className={cx(styles.narrowOnly, cells.reason)}>
            <Highlight text={staged?.reason || reason || ''} query={query} />
          </span>
        )}
        <span className={styles.narrowOnly}>
          <Trouble entry={entry} staged={staged} refusal={refusal} />
        </span>
      </span>
    </Cell>
  )
}
