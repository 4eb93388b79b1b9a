import { t } from '../../../lib/i18n.ts'
import { Slot } from '../../../lib/slots.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Button } from '../../../ui/Button.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { AddPersonIcon, CloseIcon, DeleteIcon, EditIcon } from '../../../ui/icons.ts'
import { PresenceDot } from '../../../ui/PresenceDot.tsx'
import { usePresence } from '../../presence/hooks.ts'
import { useOwnJid, useReady } from '../../session/hooks.ts'
import { useAdding, useAskAboutContact, useContact, useNameOf } from '../hooks.ts'
import styles from './ContactCard.module.css'
import { CopyAddress } from './CopyAddress.tsx'
import { Subscription } from './Subscription.tsx'

/** Everything one knows of a person, and what one can do about it. */
export function ContactCard({ jid, onClose }: { jid: string; onClose: () => void }) {
  const contact = useContact(jid)
  const name = useNameOf(jid)
  const own = useOwnJid()
  const ready = useReady()
  const { availability, status } = usePresence(jid)
  const ask = useAskAboutContact()
  const groups = contact?.groups.join(', ')
  return (
    <section className={styles.card} aria-label={t('roster:card')}>
      <header className={styles.header}>
        <h2 className={styles.title}>{t('roster:card')}</h2>
        <IconButton icon={CloseIcon} label={t('ui:close')} onClick={onClose} />
      </header>
      <div className={styles.body}>
        <div className={styles.who}>
          <Avatar name={name} jid={jid} size={72} />
          <p className={styles.name}>
            {/* A stranger's name could be anybody's. */}
            <bdi>{contact ? name : jid}</bdi>
          </p>
          {contact && (
            <p className={styles.presence}>
              <PresenceDot show={availability} label="" /> {t(`ui:presence.${availability}`)}
            </p>
          )}
          {status && (
            <p className={styles.status} dir="auto">
              {status}
            </p>
          )}
        </div>
        <DescriptionList
          items={[
            { term: t('roster:address'), value: <CopyAddress key={jid} jid={jid} /> },
            { term: t('roster:groups'), value: groups && <bdi>{groups}</bdi> },
          ]}
        />
        {jid !== own &&
          (contact ? <Subscription key={jid} contact={contact} /> : ready && <AddStranger jid={jid} />)}
        {/* Last of what is told: what it holds comes from far away, and moves nothing above it. */}
        <Slot name="contactCard" props={{ jid }} />
        {contact && (
          <div className={styles.actions}>
            <Button icon={EditIcon} full onClick={() => ask({ kind: 'edit', jid })}>
              {t('roster:edit')}
            </Button>
            <Button icon={DeleteIcon} variant="plain" full onClick={() => ask({ kind: 'remove', jid })}>
              {t('roster:remove')}
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}

function AddStranger({ jid }: { jid: string }) {
  const { busy, error, start } = useAdding(jid)
  return (
    <div className={styles.block}>
      <p className={styles.text}>{t('roster:strangerText')}</p>
      <Button variant="primary" icon={AddPersonIcon} full busy={busy} onClick={() => void start()}>
        {t('roster:add')}
      </Button>
      <div role="alert" className={styles.error}>
        {error}
      </div>
    </div>
  )
}
