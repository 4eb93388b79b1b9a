import { t } from '../../../lib/i18n.ts'
import { formatTime } from '../../../lib/time.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { OfflineIcon } from '../../../ui/icons.ts'
import { type Trouble, useSecondsUntil, useSessionCommands, useTrouble } from '../hooks.ts'
import styles from './ConnectionBanner.module.css'

/** Says which link is broken and when it is tried again; floats, and goes by itself. */
export function ConnectionBanner() {
  const trouble = useTrouble()
  return trouble ? <TroubleBanner trouble={trouble} /> : null
}

function TroubleBanner({ trouble: { kind, retryAt, since, server } }: { trouble: Trouble }) {
  const { reconnect, reachServer } = useSessionCommands()
  const seconds = useSecondsUntil(retryAt)
  const next = seconds > 0 ? t('session:banner.next', { seconds }) : t('session:banner.now')
  return (
    <div className={styles.place}>
      <Banner
        icon={OfflineIcon}
        text={t(`session:banner.${kind}`, { server })}
        detail={
          <>
            {since !== undefined && <>{t('session:banner.since', { time: formatTime(since) })} </>}
            {next}
          </>
        }
        action={
          <Button size="s" onClick={kind === 'server' ? reachServer : reconnect}>
            {t('session:banner.try')}
          </Button>
        }
      />
    </div>
  )
}
