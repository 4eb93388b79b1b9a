import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { webLink, xmppLink } from '../../../lib/roomLink.ts'
import { Card } from '../../../ui/Card.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { PasswordInput } from '../../../ui/PasswordInput.tsx'
import { QrCode } from '../../../ui/QrCode.tsx'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'
import { useRoomInfo, useRoomName } from '../../muc/hooks.ts'
import { usePasswordToGive } from '../hooks.ts'
import styles from './Share.module.css'
import { ShareLink } from './ShareLink.tsx'

type Kind = 'web' | 'xmpp'

/** The way into a room, to be sent or shown to others; its password only where somebody says so. */
export function ShareDialog({ room, onClose }: { room: string; onClose: () => void }) {
  const name = useRoomName(room)
  const hasPassword = useRoomInfo(room)?.hasPassword === true
  const [kind, setKind] = useState<Kind>('web')
  const [isGiven, setGiven] = useState(false)
  const gives = hasPassword && isGiven
  const { password, isAsked, typed, setTyped } = usePasswordToGive(room, gives)
  const link = gives && password === '' ? undefined : linkTo(kind, room, gives ? password : undefined)
  return (
    <Dialog open onClose={onClose} title={t('sharing:title', { name })}>
      <div className={styles.share}>
        <div className={styles.picture}>
          {link === undefined ? (
            <p className={styles.instead}>{t(isAsked ? 'sharing:enterPassword' : 'sharing:looking')}</p>
          ) : (
            <QrCode
              text={link}
              label={t('sharing:code', { name })}
              instead={<p className={styles.instead}>{t('sharing:tooLong')}</p>}
            />
          )}
        </div>
        <ShareLink key={link ?? ''} link={link ?? ''} name={name} />
        <RadioGroup
          label={t('sharing:opensIn')}
          value={kind}
          onChange={(value) => setKind(value === 'xmpp' ? 'xmpp' : 'web')}
          options={[
            { value: 'web', label: t('sharing:web'), hint: t('sharing:webHint') },
            { value: 'xmpp', label: t('sharing:xmpp'), hint: t('sharing:xmppHint') },
          ]}
        />
        {hasPassword && (
          <Checkbox
            label={t('sharing:withPassword')}
            hint={t('sharing:withoutHint')}
            checked={isGiven}
            onChange={setGiven}
          />
        )}
        <div role="status" className={styles.warning}>
          {gives && <Card tone="warn">{t('sharing:warning')}</Card>}
        </div>
        {isAsked && (
          <Field label={t('sharing:password')} hint={t('sharing:passwordHint')} required>
            <PasswordInput autoComplete="off" value={typed} onChange={setTyped} maxLength={1023} />
          </Field>
        )}
      </div>
    </Dialog>
  )
}

function linkTo(kind: Kind, room: string, password: string | undefined): string {
  const link = { room, password }
  return kind === 'web' ? webLink(location.origin + location.pathname, link) : xmppLink(link)
}
