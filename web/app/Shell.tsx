import { useEffect } from 'react'
import { JumpBox } from '../features/conversations/components/JumpBox.tsx'
import { useUnreadTotal } from '../features/conversations/hooks.ts'
import { OwnMenu } from '../features/presence/components/OwnMenu.tsx'
import { ConnectionBanner } from '../features/session/components/ConnectionBanner.tsx'
import { t } from '../lib/i18n.ts'
import { useRoute } from '../lib/route.ts'
import { Slot } from '../lib/slots.tsx'
import { useNarrow } from '../lib/useMedia.ts'
import { Toaster } from '../ui/Toaster.tsx'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'
import { RoutePage } from './RoutePage.tsx'
import styles from './Shell.module.css'

/** Sidebar, conversation, details: three panes at a desk, one on a phone. */
export function Shell() {
  const route = useRoute()
  const isListAlone = useNarrow() && route.name === 'home'
  return (
    <div className={styles.shell} data-pane={route.name === 'home' ? 'list' : 'main'}>
      <button type="button" className={styles.skip} onClick={focusMain}>
        {t('common:skip')}
      </button>
      {/* On a phone the list is the page's main part while nothing is open; the element stays, and its scroll with it. */}
      <div className={styles.list} role={isListAlone ? 'main' : undefined}>
        {isListAlone && (
          <h1>
            <VisuallyHidden>{t('common:conversations')}</VisuallyHidden>
          </h1>
        )}
        <nav className={styles.sidebar} aria-label={t('common:conversations')}>
          <OwnMenu />
          <JumpBox />
          <div className={styles.sections} data-sidebar-scroll>
            <Slot name="sidebar" props={{}} />
          </div>
        </nav>
      </div>
      <div className={styles.main} id="main" tabIndex={-1} role={isListAlone ? undefined : 'main'}>
        <RoutePage route={route} />
      </div>
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
