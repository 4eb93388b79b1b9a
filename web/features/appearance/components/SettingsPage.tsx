import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { Slot } from '../../../lib/slots.tsx'
import { Button } from '../../../ui/Button.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { SignOutIcon } from '../../../ui/icons.ts'
import { Kbd } from '../../../ui/Kbd.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Section } from '../../../ui/Section.tsx'
import { useOwnJid, useSessionCommands } from '../../session/hooks.ts'
import styles from './SettingsPage.module.css'
import { ThemeChoice } from './ThemeChoice.tsx'

const SHORTCUTS = [
  ['jump', 'Mod+K'],
  ['send', 'Enter'],
  ['newLine', 'Shift+Enter'],
  ['walk', '↑ ↓'],
  ['menu', 'Shift+F10'],
  ['close', 'Esc'],
  ['console', 'Mod+Shift+X'],
] as const

/** How the page looks and what it is; other slices add their own sections. */
export function SettingsPage() {
  const jid = useOwnJid()
  const { signOut } = useSessionCommands()
  return (
    <Page title={t('appearance:settings')} onBack={() => navigate({ name: 'home' })}>
      <Section title={t('appearance:look')}>
        <ThemeChoice />
      </Section>
      <Slot name="settingsSection" props={{}} />
      <Section title={t('appearance:account')}>
        <div className={styles.account}>
          <p className={styles.who}>
            {t('appearance:signedInAs')} <bdi className={styles.jid}>{jid}</bdi>
          </p>
          <Button icon={SignOutIcon} onClick={() => void signOut()}>
            {t('appearance:signOut')}
          </Button>
        </div>
      </Section>
      <Section title={t('appearance:keys')}>
        <dl className={styles.keys}>
          {SHORTCUTS.map(([what, keys]) => (
            <div key={what} className={styles.key}>
              <dt>{t(`appearance:key.${what}`)}</dt>
              <dd>
                <Kbd keys={keys} />
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t('appearance:about')}>
        <DescriptionList
          items={[
            { term: t('appearance:product'), value: t('appearance:productText') },
            { term: t('appearance:version'), value: import.meta.env.VERSION },
            { term: t('appearance:license'), value: t('appearance:licenseName') },
            {
              term: t('appearance:forScripts'),
              value: (
                <Link alone href="/docs">
                  {t('appearance:protocol')}
                </Link>
              ),
            },
          ]}
        />
      </Section>
    </Page>
  )
}
