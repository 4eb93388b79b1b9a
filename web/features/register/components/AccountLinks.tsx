import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { KeyIcon, PersonIcon } from '../../../ui/icons.ts'
import { Section } from '../../../ui/Section.tsx'
import styles from './Account.module.css'

/** In the settings: the ways to one's profile and one's account. */
export function AccountLinks() {
  return (
    <Section title={t('register:you')} hint={t('register:youHint')}>
      <div className={styles.row}>
        <Button icon={PersonIcon} onClick={() => navigate({ name: 'profile' })}>
          {t('register:profile')}
        </Button>
        <Button icon={KeyIcon} onClick={() => navigate({ name: 'account' })}>
          {t('register:account')}
        </Button>
      </div>
    </Section>
  )
}
