import { t } from '../../../lib/i18n.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ChatIcon } from '../../../ui/icons.ts'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import styles from './MessageList.module.css'

/** A conversation without a word: none yet, or none read yet. */
export function Nothing({ isLoading, isReadOnly }: { isLoading: boolean; isReadOnly: boolean }) {
  if (isLoading)
    return (
      <div className={styles.loading}>
        <Skeleton kind="message" rows={6} />
      </div>
    )
  return (
    <div className={styles.nothing}>
      <EmptyState
        icon={ChatIcon}
        title={t('timeline:nothing')}
        text={isReadOnly ? undefined : t('timeline:nothingText')}
      />
    </div>
  )
}
