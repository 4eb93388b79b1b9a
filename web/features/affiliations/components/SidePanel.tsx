import type { ReactNode } from 'react'
import { t } from '../../../lib/i18n.ts'
import { useMedium } from '../../../lib/useMedia.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { CloseIcon } from '../../../ui/icons.ts'
import page from './Console.module.css'
import styles from './Panel.module.css'

interface SidePanelProps {
  title: string
  onClose: () => void
  children: ReactNode
  actions?: ReactNode
}

/** Beside the table where there is room, over it where there is none. */
export function SidePanel({ title, onClose, children, actions }: SidePanelProps) {
  const isOver = useMedium()
  if (isOver)
    return (
      <Dialog open size="l" title={title} onClose={onClose} actions={actions}>
        <div className={`${styles.panel} ${styles.sheet}`}>{children}</div>
      </Dialog>
    )
  return (
    <aside className={page.aside} aria-label={title}>
      <div className={styles.panel}>
        <header className={styles.header}>
          <h2 className={styles.title}>{title}</h2>
          <IconButton icon={CloseIcon} label={t('ui:close')} onClick={onClose} />
        </header>
        {children}
      </div>
    </aside>
  )
}
