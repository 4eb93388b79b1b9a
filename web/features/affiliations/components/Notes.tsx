import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { useRoom } from '../../muc/hooks.ts'
import { type Listed, listed } from '../entry.ts'
import { useAffiliationsCommands, useListState, useShowsNoList, useStagedCount } from '../hooks.ts'
import { useExport } from '../useExport.ts'
import styles from './Console.module.css'

/** What one should know before reading the table: what is missing from it, and what cannot be done. */
export function Notes({ room, canChange }: { room: string; canChange: boolean }) {
  const { departure } = useRoom(room) ?? {}
  // Whom the room shows no list at all is told so once.
  const isSaid = useShowsNoList(room) && !canChange && !departure
  return (
    <div className={styles.notes}>
      {departure && <Gone room={room} isOver={departure.how === 'destroyed'} />}
      {!canChange && !departure && (
        <Card className={styles.note}>
          <p>{t('affiliations:readOnly')}</p>
        </Card>
      )}
      {!isSaid &&
        listed.map((affiliation) => (
          <Failure key={affiliation} room={room} affiliation={affiliation} isExpected={!canChange} />
        ))}
    </div>
  )
}

function Failure(props: { room: string; affiliation: Listed; isExpected: boolean }) {
  const { room, affiliation, isExpected } = props
  const state = useListState(room, affiliation)
  const { loadList } = useAffiliationsCommands()
  if (state?.is !== 'failed') return null
  const list = t(`affiliations:list.${affiliation}`)
  return (
    <Card className={styles.note} tone={isExpected ? 'neutral' : 'warn'} role="status">
      <p>{t('affiliations:listFailed', { list, why: sentence(state.error, 'affiliations') })}</p>
      <Button size="s" onClick={() => void loadList(room, affiliation)}>
        {t('affiliations:retry')}
      </Button>
    </Card>
  )
}

/** The room went away, or we did. What is staged is not lost with it. */
function Gone({ room, isOver }: { room: string; isOver: boolean }) {
  const count = useStagedCount(room)
  const { staged } = useExport(room)
  return (
    <Card className={styles.note} tone="warn" role="alert">
      <p>
        {t(isOver ? 'affiliations:gone.destroyed' : 'affiliations:gone.left')}{' '}
        {count > 0 && t('affiliations:gone.kept', { count })}
      </p>
      {count > 0 && (
        <Button size="s" onClick={() => staged('csv')}>
          {t('affiliations:gone.export')}
        </Button>
      )}
      {/* There stands why, and where it goes on. */}
      <Button size="s" onClick={() => navigate({ name: 'room', room })}>
        {t('affiliations:gone.room')}
      </Button>
    </Card>
  )
}
