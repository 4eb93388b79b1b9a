import { t } from '../lib/i18n.ts'
import { formatRoute } from '../lib/route.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ChatsIcon } from '../ui/icons.ts'
import styles from './HomePage.module.css'

/** Nothing is open: what one can do next. */
export function HomePage() {
  const links = [
    [t('common:home.join'), formatRoute({ name: 'join' })],
    [t('common:home.create'), formatRoute({ name: 'create' })],
    [t('common:home.add'), formatRoute({ name: 'add' })],
  ] as const
  return (
    <div className={styles.home}>
      <EmptyState
        isPage
        icon={ChatsIcon}
        title={t('common:home.title')}
        text={t('common:home.text')}
        action={
          <div className={styles.links}>
            {links.map(([label, href]) => (
              <a key={href} className={styles.link} href={href}>
                {label}
              </a>
            ))}
          </div>
        }
      />
    </div>
  )
}
