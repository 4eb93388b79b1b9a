import { useMemo } from 'react'
import { bareOf } from '#protocol/jid.ts'
import { chatWith } from '../../lib/conversation.ts'
import { t } from '../../lib/i18n.ts'
import type { JumpItem } from '../../lib/jump.ts'
import { navigate, type Route } from '../../lib/route.ts'
import { useModel } from '../../store/react.ts'
import {
  AddIcon,
  AddPersonIcon,
  BellIcon,
  ChatIcon,
  CloseIcon,
  CommandIcon,
  DeleteIcon,
  EditIcon,
  type Icon,
  KeyIcon,
  PersonIcon,
  RoomIcon,
  SettingsIcon,
  SignOutIcon,
} from '../../ui/icons.ts'
import type { MenuItem } from '../../ui/menuItem.ts'
import { useAdding, useAskAboutContact, useContact, usePersonActions } from '../roster/hooks.ts'
import { useSessionCommands } from '../session/hooks.ts'
import { conversationsModel } from './model.ts'

/** Something that the jump box does. */
export interface JumpAction {
  readonly id: string
  readonly label: string
  readonly icon: Icon
  readonly perform: () => void
}

const PAGES = [
  { id: 'join', icon: RoomIcon },
  { id: 'create', icon: AddIcon },
  { id: 'add', icon: AddPersonIcon },
  { id: 'requests', icon: BellIcon },
  { id: 'profile', icon: PersonIcon },
  { id: 'account', icon: KeyIcon },
  { id: 'settings', icon: SettingsIcon },
  { id: 'console', icon: CommandIcon },
] as const satisfies readonly { id: Route['name']; icon: Icon }[]

export function useJumpActions(): readonly JumpAction[] {
  const { signOut } = useSessionCommands()
  return useMemo(
    () => [
      ...PAGES.map(({ id, icon }) => ({
        id: `action:${id}`,
        label: t(`conversations:go.${id}`),
        icon,
        perform: () => navigate({ name: id }),
      })),
      {
        id: 'action:signOut',
        label: t('conversations:go.signOut'),
        icon: SignOutIcon,
        perform: () => void signOut(),
      },
    ],
    [signOut],
  )
}

/** What can be done with an address that nobody here has yet. */
export function writable(query: string, places: readonly JumpItem[]): readonly JumpAction[] {
  const jid = query.includes('@') ? bareOf(query.trim()) : undefined
  if (jid === undefined || places.some(({ address }) => address === jid)) return []
  return [
    {
      id: 'write',
      label: t('conversations:writeTo', { jid }),
      icon: ChatIcon,
      perform: () => navigate({ name: 'chat', jid }),
    },
    {
      id: 'join-room',
      label: t('conversations:joinRoom', { jid }),
      icon: RoomIcon,
      perform: () => navigate({ name: 'join', room: jid }),
    },
  ]
}

/** What can be done with a person; `isHere`: their conversation is open, and its head has the way to their card. */
export function usePersonMenu(jid: string, isHere = false): () => readonly MenuItem[] {
  const isContact = useContact(jid) !== undefined
  const ask = useAskAboutContact()
  const { start } = useAdding(jid)
  const { remove } = useModel(conversationsModel)
  const more = usePersonActions(jid)
  return () => [
    ...(isHere ? [] : placeItems(jid)),
    ...(isContact
      ? contactItems(jid, ask)
      : strangerItems(
          () => void start(),
          () => remove(chatWith(jid)),
        )),
    ...more(),
  ]
}

const placeItems = (jid: string): MenuItem[] => [
  {
    id: 'open',
    label: t('conversations:menu.open'),
    icon: ChatIcon,
    onSelect: () => navigate({ name: 'chat', jid }),
  },
  {
    id: 'card',
    label: t('conversations:menu.card'),
    icon: PersonIcon,
    onSelect: () => navigate({ name: 'chat', jid, panel: 'card' }),
  },
  { kind: 'separator', id: 'line' },
]

type Ask = ReturnType<typeof useAskAboutContact>

function contactItems(jid: string, ask: Ask): MenuItem[] {
  return [
    {
      id: 'edit',
      label: t('conversations:menu.edit'),
      icon: EditIcon,
      onSelect: () => ask({ kind: 'edit', jid }),
    },
    {
      id: 'remove',
      label: t('conversations:menu.remove'),
      icon: DeleteIcon,
      tone: 'danger',
      onSelect: () => ask({ kind: 'remove', jid }),
    },
  ]
}

function strangerItems(add: () => void, close: () => void): MenuItem[] {
  return [
    { id: 'add', label: t('conversations:menu.add'), icon: AddPersonIcon, onSelect: add },
    { id: 'close', label: t('conversations:menu.close'), icon: CloseIcon, onSelect: close },
  ]
}
