import { t } from '../../../lib/i18n.ts'
import { Slot } from '../../../lib/slots.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { BackIcon, PanelIcon } from '../../../ui/icons.ts'
import { usePresence } from '../../presence/hooks.ts'
import { useReady } from '../../session/hooks.ts'
import { useContact, useNameOf } from '../hooks.ts'
import styles from './ChatHeader.module.css'

export type ChatHeaderProps = {
  jid: string
  /** Leads to the list where there is one pane; the arrow is there when this is. */
  onBack?: () => void
  onCard: () => void
  cardOpen: boolean
}

/** Whom one talks with, and how they are there. */
export function ChatHeader({ jid, onBack, onCard, cardOpen }: ChatHeaderProps) {
  const contact = useContact(jid)
  const name = useNameOf(jid)
  const ready = useReady()
  const { availability, status } = usePresence(jid)
  const words = t(`ui:presence.${availability}`)
  // Of a stranger the address is all one can go by; whether they are there they do not tell.
  const known = status ? `${words} · ${status}` : words
  // Before the contacts are here nobody is a stranger.
  const unknown = ready ? t('roster:notContact') : t('roster:notKnownYet')
  const second = contact ? known : unknown
  return (
    <header className={styles.header}>
      {onBack && <IconButton icon={BackIcon} label={t('ui:back')} onClick={onBack} />}
      <Avatar name={name} jid={jid} size={36} presence={contact ? availability : undefined} />
      <div className={styles.words}>
        <h1 className={styles.name} title={jid}>
          <bdi>{contact ? name : jid}</bdi>
        </h1>
        <p className={styles.status} title={second}>
          <bdi>{second}</bdi>
        </p>
      </div>
      <Slot name="chatHeaderTool" props={{ jid }} />
      <IconButton
        icon={PanelIcon}
        label={t(cardOpen ? 'roster:hideCard' : 'roster:showCard')}
        pressed={cardOpen}
        onClick={onCard}
      />
    </header>
  )
}
