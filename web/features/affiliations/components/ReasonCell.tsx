import { cx } from '../../../lib/cx.ts'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Cell } from '../../../ui/Cell.tsx'
import { Highlight } from '../../../ui/Highlight.tsx'
import type { Refusal } from '../../occupants/permissions.ts'
import type { Entry } from '../entry.ts'
import { rankName, refusalWords } from '../menu.ts'
import type { Staged } from '../staged.ts'
import cells from './Cells.module.css'
import styles from './Table.module.css'

interface TroubleProps {
  entry: Entry
  staged: Staged | undefined
  refusal: Refusal | undefined
}

/** What stands against a staged change: the rules, the room, or somebody who was faster. */
export function Trouble({ entry, staged, refusal }: TroubleProps) {
  if (!staged) return null
  if (staged.error) return <span className={cells.problem}>{sentence(staged.error, 'affiliations')}</span>
  const isDone = entry.affiliation === staged.to && !refusal
  if (entry.affiliation !== staged.from && !isDone)
    return (
      <span className={cells.changed}>
        {t('affiliations:changedMeanwhile', { rank: rankName(entry.affiliation) })}
      </span>
    )
  return refusal ? <span className={cells.problem}>{refusalWords(refusal)}</span> : null
}

export function ReasonCell({ entry, staged, refusal, query }: TroubleProps & { query: string }) {
  const reason = staged ? staged.reason : entry.reason
  return (
    <Cell className={cx(styles.wideOnly, cells.words)}>
      {reason && (
        <bdi className={cells.reason} title={reason}>
          <Highlight text={reason} query={query} />
        </bdi>
      )}
      <Trouble entry={entry} staged={staged} refusal={refusal} />
    </Cell>
  )
}
