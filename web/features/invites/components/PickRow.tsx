import { memo } from 'react'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { usePresence } from '../../presence/hooks.ts'
import { useContact, useNameOf } from '../../roster/hooks.ts'
import styles from './InviteDialog.module.css'

type PickRowProps = {
  jid: string
  isChosen: boolean
  tabIndex: 0 | -1
  onToggle: (jid: string, on: boolean) => void
}

export const PickRow = memo(function PickRow({ jid, isChosen, tabIndex, onToggle }: PickRowProps) {
  const name = useNameOf(jid)
  const { availability } = usePresence(jid)
  // Whether a stranger is there is not ours to know.
  const isContact = useContact(jid) !== undefined
  return (
    <Checkbox
      tabIndex={tabIndex}
      checked={isChosen}
      onChange={(on) => onToggle(jid, on)}
      className={styles.pick}
      label={
        <span className={styles.who}>
          <Avatar name={name} jid={jid} size={28} presence={isContact ? availability : undefined} />
          <span className={styles.names}>
            <span className={styles.name}>
              <bdi>{name}</bdi>
            </span>
            <span className={styles.address}>
              <bdi>{jid}</bdi>
            </span>
          </span>
        </span>
      }
    />
  )
})
