import { memo } from 'react'
import { t } from '../../../lib/i18n.ts'
import { OpenIcon } from '../../../ui/icons.ts'
import { useCollapsed } from '../hooks.ts'
import type { GroupId } from '../people.ts'
import styles from './GroupHeading.module.css'

type GroupHeadingProps = { group: GroupId; count: number; tabIndex: 0 | -1 }

/** Names a group of people, and folds it away. */
export const GroupHeading = memo(function GroupHeading({ group, count, tabIndex }: GroupHeadingProps) {
  const [isCollapsed, toggle] = useCollapsed(group)
  return (
    <button
      type="button"
      className={styles.group}
      aria-expanded={!isCollapsed}
      tabIndex={tabIndex}
      onClick={toggle}
    >
      <OpenIcon className={styles.fold} aria-hidden="true" />
      <bdi className={styles.groupName}>
        {group.startsWith('=') ? group.slice(1) : t(`conversations:group.${group}`)}
      </bdi>
      <span className={styles.count}>{count}</span>
    </button>
  )
})
