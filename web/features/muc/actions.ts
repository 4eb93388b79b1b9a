import type { Action } from '../../lib/action.ts'
import { t } from '../../lib/i18n.ts'
import { navigate } from '../../lib/route.ts'
import { toast } from '../../lib/toasts.ts'
import {
  AdminIcon,
  ChatsIcon,
  CopyIcon,
  EditIcon,
  InfoIcon,
  InviteIcon,
  LeaveIcon,
  LinkIcon,
  PeopleIcon,
  SettingsIcon,
  TagIcon,
} from '../../ui/icons.ts'
import type { Room, RoomDialog } from './model.ts'

export interface RoomContext {
  readonly row: Room
  /** The menu stands in the room itself, beside its own button for people. */
  readonly isHere: boolean
  invite(): void
  rename(): void
  show(what: RoomDialog['what']): void
  leave(): void
}

const isIn = ({ row }: RoomContext) => row.state === 'joined'

/** What can be done with a room, wherever its menu opens. */
export const roomActions: readonly Action<RoomContext>[] = [
  {
    id: 'open',
    icon: ChatsIcon,
    label: () => t('muc:action.open'),
    when: ({ isHere }) => !isHere,
    perform: ({ row }) => navigate({ name: 'room', room: row.room }),
  },
  {
    id: 'people',
    icon: PeopleIcon,
    label: () => t('muc:action.people'),
    when: (context) => isIn(context) && !context.isHere,
    perform: ({ row }) => navigate({ name: 'room', room: row.room, panel: 'people' }),
  },
  {
    id: 'invite',
    icon: InviteIcon,
    label: () => t('muc:action.invite'),
    when: isIn,
    perform: (context) => context.invite(),
  },
  {
    id: 'nick',
    icon: EditIcon,
    label: () => t('muc:action.nick'),
    when: isIn,
    perform: (context) => context.rename(),
  },
  {
    id: 'registration',
    icon: TagIcon,
    label: () => t('muc:action.registration'),
    when: isIn,
    perform: (context) => context.show('registration'),
  },
  {
    id: 'info',
    icon: InfoIcon,
    label: () => t('muc:action.info'),
    perform: (context) => context.show('info'),
  },
  {
    id: 'affiliations',
    icon: AdminIcon,
    label: () => t('muc:action.affiliations'),
    when: isIn,
    perform: ({ row }) => navigate({ name: 'room', room: row.room, panel: 'affiliations' }),
  },
  {
    id: 'settings',
    icon: SettingsIcon,
    label: () => t('muc:action.settings'),
    when: isIn,
    refusal: ({ row }) => (row.affiliation === 'owner' ? undefined : t('muc:refusal.settings')),
    perform: ({ row }) => navigate({ name: 'room', room: row.room, panel: 'settings' }),
  },
  {
    id: 'address',
    group: 'copy',
    icon: CopyIcon,
    label: () => t('muc:action.copyAddress'),
    perform: ({ row }) => void copy(row.room),
  },
  {
    id: 'share',
    group: 'copy',
    icon: LinkIcon,
    label: () => t('muc:action.share'),
    perform: (context) => context.show('share'),
  },
  {
    id: 'leave',
    group: 'end',
    icon: LeaveIcon,
    tone: 'danger',
    label: ({ row }) => t(row.state === 'left' ? 'muc:departure.close' : 'muc:action.leave'),
    perform: (context) => context.leave(),
  },
]

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast({ tone: 'good', text: t('muc:copied') })
  } catch {
    // A page without a secure origin has no clipboard: show it, so that it can be copied by hand.
    toast({ text })
  }
}
