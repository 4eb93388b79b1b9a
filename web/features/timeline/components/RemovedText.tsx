import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import type { Removal } from '../entry.ts'
import styles from './NoticeRow.module.css'

/** In the place of what somebody said: why it is not there. */
export function RemovedText({ removed, own, name }: { removed: Removal; own: boolean; name: string }) {
  return (
    <p className={styles.removed} dir="auto">
      {revealed(wordsOf(removed, own, name))}
    </p>
  )
}

function wordsOf(
  { how, reason, by = t('timeline:removed.moderator') }: Removal,
  own: boolean,
  name: string,
): string {
  if (how === 'gone') return t('timeline:removed.gone')
  if (how === 'back') return own ? t('timeline:removed.backOwn') : t('timeline:removed.back', { name })
  return reason ? t('timeline:removed.moderatedWhy', { by, reason }) : t('timeline:removed.moderated', { by })
}
