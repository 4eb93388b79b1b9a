import { t } from '../../../lib/i18n.ts'
import { formatRoute } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Link } from '../../../ui/Link.tsx'
import { useAskAbout } from '../hooks.ts'
import type { Entry } from '../useEntry.ts'
import styles from './Entry.module.css'
import { NickField } from './NickField.tsx'
import { PasswordPrompt } from './PasswordPrompt.tsx'
import { RememberChoice } from './RememberChoice.tsx'

/** What a room asks of those who enter, and what was wrong with it the last time. */
export function EntryFields({ entry }: { entry: Entry }) {
  const { room, trouble, said, successor } = entry
  const ask = useAskAbout()
  return (
    <>
      <NickField
        ref={entry.nickField}
        value={entry.nick}
        onChange={entry.setNick}
        hint={t(entry.isReserved ? 'muc:entry.nickReserved' : 'muc:entry.nickHint')}
        error={trouble.nick && said ? `${trouble.nick} ${said}` : trouble.nick}
        offer={entry.offer}
        onOffer={entry.takeOffer}
      />
      {entry.asksPassword && (
        <PasswordPrompt
          ref={entry.passwordField}
          room={room}
          value={entry.password}
          onChange={entry.setPassword}
          hint={hintOf(entry)}
          isRequired={!entry.hasEarlier}
          error={trouble.password}
          said={said}
        >
          <RememberChoice value={entry.remember} canStore={entry.canStore} onChange={entry.setRemember} />
        </PasswordPrompt>
      )}
      <div role="alert" className={styles.alert}>
        {trouble.membership && (
          <Card tone="warn" className={styles.why}>
            <p>{trouble.membership}</p>
            {said && <p>{said}</p>}
            <p>{t('muc:membership.hint')}</p>
            <div>
              <Button ref={entry.membershipButton} size="s" onClick={() => ask({ what: 'membership', room })}>
                {t('muc:membership.ask')}
              </Button>
            </div>
          </Card>
        )}
        {trouble.room && (
          <Card tone="bad" className={styles.why}>
            <p>{trouble.room}</p>
            {said && <p>{said}</p>}
            {successor && (
              <p>
                {t('muc:entry.moved')}{' '}
                <Link href={formatRoute({ name: 'join', room: successor })}>
                  <bdi>{successor}</bdi>
                </Link>
              </p>
            )}
          </Card>
        )}
        {entry.isFree && (
          <Card tone="warn" className={styles.why}>
            <p>{t('muc:entry.free')}</p>
            <Link href={formatRoute({ name: 'create' })}>{t('muc:create')}</Link>
          </Card>
        )}
      </div>
    </>
  )
}

function hintOf({ isFromLink, hasEarlier }: Entry): string {
  if (isFromLink) return t('muc:password.fromLink')
  return t(hasEarlier ? 'muc:password.earlier' : 'muc:password.hint')
}
