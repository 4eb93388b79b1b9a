import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Slot } from '../../../lib/slots.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { BackIcon, EyeIcon, KeyIcon, MaskIcon, MenuIcon, PeopleIcon } from '../../../ui/icons.ts'
import { Menu } from '../../../ui/Menu.tsx'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import { useRoomInfo, useRoomName } from '../hooks.ts'
import { NickDialog } from '../parts.ts'
import { useRoomMenu } from '../useRoomMenu.ts'
import styles from './RoomHeader.module.css'
import { RoomMark } from './RoomMark.tsx'
import { SubjectLine } from './SubjectLine.tsx'

export type RoomHeaderProps = {
  room: string
  peopleCount: number
  peopleOpen: boolean
  onPeople: () => void
  /** Where the arrow of a narrow screen leads. */
  onBack?: () => void
}

/** Which room this is, what kind of room, and what it talks about. */
export function RoomHeader({ room, peopleCount, peopleOpen, onPeople, onBack }: RoomHeaderProps) {
  const name = useRoomName(room)
  const info = useRoomInfo(room)
  const [isRenaming, setRenaming] = useState(false)
  const menu = useRoomMenu(room, () => setRenaming(true), true)
  // Outside nobody is counted: the list holds no one, and that is not how many there are.
  const people = peopleCount > 0 ? t('muc:people', { count: peopleCount }) : t('muc:action.people')
  return (
    <header className={styles.header}>
      {onBack && <IconButton icon={BackIcon} label={t('ui:back')} className={styles.back} onClick={onBack} />}
      <Avatar name={name} jid={room} size={36} shape="room" className={styles.face} />
      <div className={styles.words}>
        <div className={styles.line}>
          <h1 className={styles.title}>
            <bdi>{name}</bdi>
          </h1>
          {info?.hasPassword && <RoomMark icon={KeyIcon} text={t('muc:mark.password')} />}
          {info &&
            (info.showsAddresses ? (
              <RoomMark icon={EyeIcon} text={t('muc:mark.visible')} />
            ) : (
              <RoomMark icon={MaskIcon} text={t('muc:mark.hidden')} />
            ))}
        </div>
        <SubjectLine room={room} />
      </div>
      <Slot name="roomHeaderTool" props={{ room }} />
      <Tooltip text={t('muc:action.people')} side="below">
        <Button
          variant="plain"
          icon={PeopleIcon}
          className={styles.people}
          aria-pressed={peopleOpen}
          aria-label={people}
          onClick={onPeople}
        >
          {peopleCount || undefined}
        </Button>
      </Tooltip>
      <Menu
        label={t('muc:menuOf', { name })}
        items={menu}
        align="end"
        trigger={(props) => <IconButton {...props} icon={MenuIcon} label={t('muc:menuOf', { name })} />}
      />
      {isRenaming && <NickDialog room={room} onClose={() => setRenaming(false)} />}
    </header>
  )
}
