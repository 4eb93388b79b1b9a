import { useState } from 'react'
import { localPart } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { lazily } from '../../../lib/lazily.tsx'
import { navigate } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { toast } from '../../../lib/toasts.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import {
  BlockIcon,
  EditIcon,
  OpenIcon,
  PersonIcon,
  ServicesIcon,
  SettingsIcon,
  SignOutIcon,
  SystemIcon,
} from '../../../ui/icons.ts'
import { Menu } from '../../../ui/Menu.tsx'
import type { MenuItem } from '../../../ui/menuItem.ts'
import { useOnline, useOwnJid, useSessionCommands } from '../../session/hooks.ts'
import { useOwnPresence, usePresenceCommands } from '../hooks.ts'
import styles from './OwnMenu.module.css'

const StatusDialog = lazily(
  () => import('./StatusDialog.tsx').then((module) => module.StatusDialog),
  'presence',
)

const SHOWS = ['online', 'chat', 'away', 'xa', 'dnd'] as const

/** Oneself at the top of the sidebar: who one is, how one is there, and the way out. */
export function OwnMenu() {
  const jid = useOwnJid()
  const { show = 'online', status } = useOwnPresence()
  const isOnline = useOnline()
  const presence = usePresenceCommands()
  const session = useSessionCommands()
  const [writing, setWriting] = useState(false)
  const name = localPart(jid)
  // Before the snapshot nobody is signed in yet, so nobody is disconnected either.
  const told = isOnline ? status || t(`presence:show.${show}`) : jid && t('presence:disconnected')

  const choose = async (next: (typeof SHOWS)[number]) => {
    const result = await presence.set(next === 'online' ? undefined : next, status ?? '')
    if (!result.ok) toast({ text: sentence(result.error, 'presence'), tone: 'bad' })
  }
  const items = (): MenuItem[] => [
    {
      kind: 'group',
      id: 'shows',
      label: t('presence:group'),
      items: SHOWS.map((each) => ({
        id: each,
        label: t(`presence:show.${each}`),
        hint: t(`presence:showHint.${each}`),
        checked: each === show,
        disabled: isOnline ? undefined : t('presence:notNow'),
        onSelect: () => void choose(each),
      })),
    },
    {
      id: 'status',
      label: t(status ? 'presence:editStatus' : 'presence:setStatus'),
      icon: EditIcon,
      disabled: isOnline ? undefined : t('presence:notNow'),
      onSelect: () => setWriting(true),
    },
    { kind: 'separator', id: 'rest' },
    {
      id: 'profile',
      label: t('presence:profile'),
      icon: PersonIcon,
      onSelect: () => navigate({ name: 'profile' }),
    },
    {
      id: 'settings',
      label: t('presence:settings'),
      icon: SettingsIcon,
      onSelect: () => navigate({ name: 'settings' }),
    },
    {
      id: 'sessions',
      label: t('presence:sessions'),
      icon: SystemIcon,
      onSelect: () => navigate({ name: 'sessions' }),
    },
    {
      id: 'services',
      label: t('presence:services'),
      icon: ServicesIcon,
      onSelect: () => navigate({ name: 'services' }),
    },
    {
      id: 'blocked',
      label: t('presence:blocked'),
      icon: BlockIcon,
      onSelect: () => navigate({ name: 'blocked' }),
    },
    {
      id: 'sign-out',
      label: t('presence:signOut'),
      icon: SignOutIcon,
      onSelect: () => void session.signOut(),
    },
  ]

  return (
    <>
      <Menu
        label={t('presence:you')}
        items={items}
        trigger={(trigger) => (
          <button {...trigger} type="button" className={styles.own} title={jid}>
            <Avatar name={name} jid={jid} size={36} presence={isOnline ? show : 'offline'} />
            <span className={styles.words}>
              <span className={styles.name}>
                <bdi>{name}</bdi>
              </span>
              <span className={styles.status}>
                <bdi>{told}</bdi>
              </span>
            </span>
            <OpenIcon className={styles.open} aria-hidden="true" />
          </button>
        )}
      />
      {writing && <StatusDialog onClose={() => setWriting(false)} />}
    </>
  )
}
