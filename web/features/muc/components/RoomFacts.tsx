import { t } from '../../../lib/i18n.ts'
import {
  EyeIcon,
  HistoryIcon,
  type Icon,
  KeyIcon,
  LockIcon,
  MaskIcon,
  PeopleIcon,
  VoiceIcon,
} from '../../../ui/icons.ts'
import { Tag } from '../../../ui/Tag.tsx'
import type { RoomInfo } from '../roomInfo.ts'
import styles from './Entry.module.css'

/** What one should know of a room before one enters it. */
export function RoomFacts({ info }: { info: RoomInfo }) {
  const facts: (readonly [string, Icon] | false)[] = [
    info.occupants !== undefined && [t('muc:people', { count: info.occupants }), PeopleIcon],
    info.hasPassword && [t('muc:fact.password'), KeyIcon],
    info.isMembersOnly && [t('muc:fact.members'), LockIcon],
    info.isModerated && [t('muc:fact.moderated'), VoiceIcon],
    info.isArchived && [t('muc:fact.archived'), HistoryIcon],
    info.showsAddresses ? [t('muc:fact.visible'), EyeIcon] : [t('muc:fact.hidden'), MaskIcon],
  ]
  return (
    <ul className={styles.facts}>
      {facts.map(
        (fact) =>
          fact && (
            <li key={fact[0]}>
              <Tag icon={fact[1]}>{fact[0]}</Tag>
            </li>
          ),
      )}
    </ul>
  )
}
