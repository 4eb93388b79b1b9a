import type { Affiliation, Role } from '#protocol/occupants.ts'
import { t } from '../../lib/i18n.ts'
import { navigate } from '../../lib/route.ts'
import {
  AdminIcon,
  BanIcon,
  ChatIcon,
  CopyIcon,
  EditIcon,
  type Icon,
  KickIcon,
  MemberIcon,
  ModeratorIcon,
  OwnerIcon,
  PersonIcon,
  RetryIcon,
  VoiceIcon,
  VoiceOffIcon,
} from '../../ui/icons.ts'
import type { MenuItem } from '../../ui/menuItem.ts'
import { affiliationRefusal, type Party, roleRefusal } from '../occupants/permissions.ts'
import { type Entry, isDomain, titleOf } from './entry.ts'
import type { Staged } from './staged.ts'

/** What the console asks before it goes on. */
export type Question =
  | { readonly kind: 'ban'; readonly jids: readonly string[] }
  | { readonly kind: 'reason'; readonly jid: string }
  | { readonly kind: 'address'; readonly nick: string; readonly to: Affiliation }
  | { readonly kind: 'kick'; readonly nick: string }
  | { readonly kind: 'add' | 'copy' | 'confirm' }

export interface RowContext {
  readonly actor: Party
  readonly entry: Entry
  readonly staged: Staged | undefined
  readonly hasOtherOwner: boolean
  stage(to: Affiliation): void
  unstage(): void
  setRole(nick: string, role: Role): void
  ask(question: Question): void
  copy(text: string): void
}

export const ranks = ['owner', 'admin', 'member', 'none', 'outcast'] as const
export const rankIcons: Readonly<Record<Affiliation, Icon>> = {
  owner: OwnerIcon,
  admin: AdminIcon,
  member: MemberIcon,
  none: PersonIcon,
  outcast: BanIcon,
}

export const refusalWords = (refusal: string) => t(`occupants:refusal.${refusal}`)
export const rankName = (affiliation: Affiliation) => t(`affiliations:rank.${affiliation}`)

/** The ranks as one choice: what is staged, else what they are. What cannot be says why. */
export function rankItems(context: RowContext): MenuItem[] {
  const { actor, entry, staged, hasOtherOwner } = context
  const shown = staged?.to ?? entry.affiliation
  // Of whoever hides their address, it is asked for first.
  const target: Party = { ...entry, jid: entry.jid ?? 'hidden@', role: entry.role ?? 'none' }
  return ranks.map((rank) => {
    const isBack = rank === entry.affiliation
    const refusal = isBack ? undefined : affiliationRefusal(actor, target, rank, hasOtherOwner)
    return {
      id: rank,
      label: t(rank === 'outcast' && !isBack ? 'affiliations:menu.ban' : `affiliations:rank.${rank}`),
      hint: t(`affiliations:xmpp.${rank}`),
      icon: rankIcons[rank],
      ...(rank === 'outcast' && !isBack ? { tone: 'danger' as const } : {}),
      checked: rank === shown,
      ...(refusal ? { disabled: refusalWords(refusal) } : {}),
      onSelect: () => choose(context, rank),
    }
  })
}

function choose({ entry, stage, ask }: RowContext, rank: Affiliation): void {
  const { jid } = entry
  if (jid === undefined) ask({ kind: 'address', nick: entry.nicks[0] ?? '', to: rank })
  else if (rank === 'outcast' && entry.affiliation !== 'outcast') ask({ kind: 'ban', jids: [jid] })
  else stage(rank)
}

/** Everything that can be done with somebody: by the button, right click, long press and keyboard. */
export function rowItems(context: RowContext): MenuItem[] {
  const { entry, staged, ask } = context
  const { jid } = entry
  const now = entry.nicks.flatMap((nick) => roleItems(context, nick))
  return [
    { kind: 'group', id: 'ranks', label: t('affiliations:menu.rank'), items: rankItems(context) },
    ...(staged
      ? [
          action('reason', EditIcon, () => ask({ kind: 'reason', jid: staged.jid })),
          action('unstage', RetryIcon, () => context.unstage()),
        ]
      : []),
    ...(now.length > 0
      ? [
          {
            kind: 'submenu' as const,
            id: 'now',
            icon: VoiceIcon,
            label: t('affiliations:menu.advanced'),
            hint: t('affiliations:menu.advancedHint'),
            items: now,
          },
        ]
      : []),
    ...(jid === undefined ? [] : addressItems(context, jid)),
  ]
}

function addressItems({ actor, entry, ask, copy }: RowContext, jid: string): MenuItem[] {
  const domain = jid.slice(jid.indexOf('@') + 1)
  const server: Party = { affiliation: 'none', role: 'none', jid: domain }
  const refusal = affiliationRefusal(actor, server, 'outcast')
  const copied = action('copy', CopyIcon, () => copy(jid))
  if (isDomain(entry)) return [copied]
  return [
    ...(entry.self ? [] : [action('chat', ChatIcon, () => navigate({ name: 'chat', jid }))]),
    copied,
    {
      id: 'server',
      icon: BanIcon,
      tone: 'danger',
      label: t('affiliations:menu.server', { domain }),
      ...(refusal ? { disabled: refusalWords(refusal) } : {}),
      onSelect: () => ask({ kind: 'ban', jids: [domain] }),
    },
  ]
}

function action(id: 'reason' | 'unstage' | 'copy' | 'chat', icon: Icon, onSelect: () => void): MenuItem {
  return { id, icon, label: t(`affiliations:menu.${id}`), onSelect }
}

function roleItems({ actor, entry, setRole, ask }: RowContext, nick: string): MenuItem[] {
  const item = (id: string, role: Role, icon: Icon): MenuItem => {
    const target: Party = { ...entry, role: entry.role ?? 'participant' }
    const refusal = roleRefusal(actor, target, role)
    const label = t(`affiliations:menu.${id}`)
    return {
      id: `${id} ${nick}`,
      icon,
      label: entry.nicks.length > 1 ? t('affiliations:menu.forNick', { label, nick }) : label,
      hint: t(`affiliations:xmppRole.${role}`),
      ...(id === 'kick' ? { tone: 'danger' as const } : {}),
      ...(refusal ? { disabled: refusalWords(refusal) } : {}),
      onSelect: () => (role === 'none' ? ask({ kind: 'kick', nick }) : setRole(nick, role)),
    }
  }
  const isMuted = entry.role === 'visitor'
  const isModerator = entry.role === 'moderator'
  return [
    isMuted ? item('unmute', 'participant', VoiceIcon) : item('mute', 'visitor', VoiceOffIcon),
    isModerator
      ? item('unmoderate', 'participant', ModeratorIcon)
      : item('moderate', 'moderator', ModeratorIcon),
    item('kick', 'none', KickIcon),
  ]
}

export const subjectOf = (entry: Entry | undefined, jid: string) => (entry ? titleOf(entry) : jid)
