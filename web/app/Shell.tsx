import { useEffect } from 'react'
import { JumpBox } from '../features/conversations/components/JumpBox.tsx'
import { useUnreadTotal } from '../features/conversations/hooks.ts'
import { OwnMenu } from '../features/presence/components/OwnMenu.tsx'
import { ConnectionBanner } from '../features/session/components/ConnectionBanner.tsx'
import { t } from '../lib/i18n.ts'
import { useRoute } from '../lib/route.ts'
import { Slot } from '../lib/slots.tsx'
import { Toaster } from '../ui/Toaster.tsx'
import { RoutePage } from './RoutePage.tsx'
import styles from './Shell.module.css'

/** Sidebar, conversation, details: three panes at a desk, one on a phone. */
export function Shell() {
  const route = useRoute()
  return (
    <div className={styles.shell} data-pane={route.name === 'home' ? 'list' : 'main'}>
      <button type="button" className={styles.skip} onClick={focusMain}>
        {t('common:skip')}
      </button>
      <nav className={styles.sidebar} aria-label={t('common:conversations')}>
        <OwnMenu />
        <JumpBox />
        <div className={styles.sections} data-sidebar-scroll>
          <Slot name="sidebar" props={{}} />
        </div>
      </nav>
      <main className={styles.main} id="main" tabIndex={-1}>
        <RoutePage route={route} />
      </main>
      <ConnectionBanner />
      <Toaster />
      <Title />
      <Slot name="root" props={{}} />
    </div>
  )
}

// The fragment is the route: a link to `#main` would leave the conversation.
function focusMain(): void {
  document.getElementById('main')?.focus()
}

function Title() {
  const unread = useUnreadTotal()
  useEffect(() => {
    document.title = unread > 0 ? t('common:titleUnread', { count: unread }) : t('common:product')
  }, [unread])
  return null
}
