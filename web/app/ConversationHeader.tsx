import type { ReactNode } from 'react'
import { t } from '../lib/i18n.ts'
import { revealedName } from '../lib/revealedName.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { BackIcon } from '../ui/icons.ts'
import styles from './ConversationHeader.module.css'

/** The head of a private conversation: who, and in which room. */
export function ConversationHeader(props: {
  title: string
  /** Whose picture stands beside it. */
  whose: string
  detail: string
  note?: ReactNode
  tool?: ReactNode
  onBack: () => void
}) {
  const { title, whose, detail, note, tool, onBack } = props
  return (
    <header className={styles.header}>
      <IconButton icon={BackIcon} label={t('common:backToRoom')} onClick={onBack} />
      <Avatar name={title} whose={whose} size={36} />
      <div className={styles.words}>
        <h1 className={styles.title}>
          <bdi>{revealedName(title)}</bdi>
        </h1>
        <p className={styles.detail}>{detail}</p>
        {note}
      </div>
      {tool}
    </header>
  )
}
