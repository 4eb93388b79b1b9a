import { t } from '../../lib/i18n.ts'
import {
  EyeIcon,
  EyeOffIcon,
  HistoryIcon,
  type Icon,
  KeyIcon,
  LockIcon,
  MaskIcon,
  PeopleIcon,
  SearchIcon,
  VoiceIcon,
  WarnIcon,
} from '../../ui/icons.ts'
import type { RoomInfo } from './roomInfo.ts'

export interface Fact {
  readonly id: string
  readonly icon: Icon
  readonly text: string
  readonly tone?: 'warn'
}

/** What one should know of a room, a sentence each: who gets in, who is heard, who sees what, what stays. */
export function roomKind(info: RoomInfo, isLogged: boolean | undefined, own: string): Fact[] {
  const facts: (Fact | false)[] = [
    info.occupants !== undefined && {
      id: 'people',
      icon: PeopleIcon,
      text: t('muc:kind.people', { count: info.occupants }),
    },
    info.hasPassword
      ? { id: 'password', icon: KeyIcon, text: t('muc:kind.password') }
      : !info.isMembersOnly && { id: 'open', icon: KeyIcon, text: t('muc:kind.open') },
    info.isMembersOnly && { id: 'members', icon: LockIcon, text: t('muc:kind.members') },
    {
      id: 'voice',
      icon: VoiceIcon,
      text: t(info.isModerated ? 'muc:kind.moderated' : 'muc:kind.unmoderated'),
    },
    info.showsAddresses
      ? { id: 'seen', icon: EyeIcon, text: t('muc:kind.exposed', { address: own }), tone: 'warn' }
      : { id: 'seen', icon: MaskIcon, text: t('muc:kind.hidden') },
    isLogged === true && { id: 'logged', icon: WarnIcon, text: t('muc:kind.logged'), tone: 'warn' },
    {
      id: 'archive',
      icon: HistoryIcon,
      text: t(info.isArchived ? 'muc:kind.archived' : 'muc:kind.forgets'),
    },
    info.isListed !== undefined && {
      id: 'listed',
      icon: info.isListed ? SearchIcon : EyeOffIcon,
      text: t(info.isListed ? 'muc:kind.listed' : 'muc:kind.unlisted'),
    },
    !info.isPersistent && { id: 'temporary', icon: WarnIcon, text: t('muc:kind.temporary') },
  ]
  return facts.filter((fact) => fact !== false)
}
