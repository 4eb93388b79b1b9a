import { memo } from 'react'
import { t } from '../../../lib/i18n.ts'
import { inRoomAs } from '../../../lib/pictures.ts'
import { revealedName } from '../../../lib/revealedName.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { ContextMenu } from '../../../ui/ContextMenu.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { AdminIcon, MemberIcon, MenuIcon, OwnerIcon, VoiceOffIcon } from '../../../ui/icons.ts'
import { Menu } from '../../../ui/Menu.tsx'
import { Spinner } from '../../../ui/Spinner.tsx'
import type { Question } from '../actions.ts'
import { usePending, usePerson } from '../hooks.ts'
import type { Person } from '../model.ts'
import { useOccupantMenu } from '../useOccupantMenu.ts'
import { LookalikeNote } from './LookalikeNote.tsx'
import styles from './PersonRow.module.css'

const MARKS = { owner: OwnerIcon, admin: AdminIcon, member: MemberIcon }

export const PersonRow = memo(function PersonRow(props: {
  room: string
  nick: string
  tabIndex: 0 | -1
  onAsk: (question: Question) => void
}) {
  const person = usePerson(props.room, props.nick)
  return person ? <Row {...props} person={person} /> : null
})

function Row({
  room,
  nick,
  tabIndex,
  person,
  onAsk,
}: {
  room: string
  nick: string
  tabIndex: 0 | -1
  person: Person
  onAsk: (question: Question) => void
}) {
  const items = useOccupantMenu(room, nick, onAsk)
  const isChanging = usePending(room, nick, person.jid)
  const label = t('occupants:menuOf', { nick })
  const detail = [person.self ? t('occupants:you') : undefined, person.status].filter(Boolean).join(' · ')
  return (
    <ContextMenu label={label} items={items} className={styles.row}>
      <Avatar
        name={nick}
        whose={inRoomAs(room, nick, person.occupantId)}
        size={28}
        presence={person.show ?? 'online'}
      />
      <span className={styles.words}>
        <bdi className={styles.nick} title={person.jid}>
          {revealedName(nick)}
        </bdi>
        {detail && <span className={styles.detail}>{detail}</span>}
        <LookalikeNote room={room} nick={nick} />
      </span>
      {person.role === 'visitor' && <Mark icon={VoiceOffIcon} label={t('occupants:mark.muted')} />}
      <Affiliation person={person} />
      {isChanging && <Spinner />}
      <Menu
        label={label}
        items={items}
        align="end"
        // Arrow keys walk the list here; Enter opens the menu.
        trigger={({ onKeyDown: _opens, ...trigger }) => (
          <IconButton
            {...trigger}
            icon={MenuIcon}
            label={label}
            size="s"
            tabIndex={tabIndex}
            className={styles.menu}
          />
        )}
      />
    </ContextMenu>
  )
}

function Affiliation({ person }: { person: Person }) {
  const { affiliation } = person
  if (affiliation === 'none' || affiliation === 'outcast') return null
  return <Mark icon={MARKS[affiliation]} label={t(`occupants:mark.${affiliation}`)} />
}

function Mark({ icon: Icon, label }: { icon: typeof OwnerIcon; label: string }) {
  return (
    <span className={styles.mark} title={label} role="img" aria-label={label}>
      <Icon aria-hidden="true" />
    </span>
  )
}
