import type { Affiliation, Role } from '#protocol/occupants.ts'
import type { Action } from '../../lib/action.ts'
import { t } from '../../lib/i18n.ts'
import { navigate } from '../../lib/route.ts'
import { showProfile } from '../../lib/shownProfile.ts'
import {
  AddressCardIcon,
  AdminIcon,
  BanIcon,
  ChatIcon,
  KickIcon,
  MemberIcon,
  ModeratorIcon,
  OwnerIcon,
  PersonIcon,
  VoiceIcon,
  VoiceOffIcon,
} from '../../ui/icons.ts'
import type { Person } from './model.ts'
import { affiliationRefusal, type Refusal, roleRefusal } from './permissions.ts'

/** What is asked for before it is done: it cannot be taken back with a click, or it takes something away. */
export type Question =
  | { kind: 'role'; role: Role; person: Person }
  | { kind: 'affiliation'; affiliation: Affiliation; person: Person }

export interface OccupantContext {
  readonly room: string
  readonly person: Person
  readonly self: Person
  /** Puts the question before a person. */
  ask(question: Question): void
  setRole(role: Role): void
  setAffiliation(affiliation: Affiliation): void
}

const why = (refusal: Refusal | undefined) => refusal && t(`occupants:refusal.${refusal}`)
const isStaff = ({ self }: OccupantContext) => self.affiliation === 'owner' || self.affiliation === 'admin'
const moderates = (context: OccupantContext) => isStaff(context) || context.self.role === 'moderator'

function affiliation(next: Affiliation, icon: Action<OccupantContext>['icon']): Action<OccupantContext> {
  return {
    id: `affiliation.${next}`,
    group: 'affiliation',
    icon,
    label: () => t(`occupants:affiliation.${next}`),
    when: isStaff,
    refusal: ({ self, person }) =>
      person.affiliation === next ? undefined : why(affiliationRefusal(self, person, next)),
    perform(context) {
      const { person } = context
      if (person.affiliation === next) return
      // One's own rights do not come back by one's own hand, and an owner can take everything.
      if (person.self || next === 'owner') context.ask({ kind: 'affiliation', affiliation: next, person })
      else context.setAffiliation(next)
    },
  }
}

/** The ranks of a room, from the top. A menu shows them as one choice. */
export const affiliationActions: readonly Action<OccupantContext>[] = [
  affiliation('owner', OwnerIcon),
  affiliation('admin', AdminIcon),
  affiliation('member', MemberIcon),
  affiliation('none', PersonIcon),
]

function role(
  id: string,
  next: Role,
  icon: Action<OccupantContext>['icon'],
  when: (person: Person) => boolean,
): Action<OccupantContext> {
  return {
    id,
    group: 'role',
    icon,
    label: () => t(`occupants:action.${id}`),
    when: (context) => moderates(context) && when(context.person),
    refusal: ({ self, person }) => why(roleRefusal(self, person, next)),
    perform: ({ setRole }) => setRole(next),
  }
}

/** What a moderator does with those who are present. */
export const roleActions: readonly Action<OccupantContext>[] = [
  role('mute', 'visitor', VoiceOffIcon, (person) => person.role !== 'visitor'),
  role('unmute', 'participant', VoiceIcon, (person) => person.role === 'visitor'),
  role('moderate', 'moderator', ModeratorIcon, (person) => person.role !== 'moderator'),
  role('unmoderate', 'participant', ModeratorIcon, (person) => person.role === 'moderator'),
]

export const talkActions: readonly Action<OccupantContext>[] = [
  {
    id: 'private',
    icon: ChatIcon,
    label: () => t('occupants:action.private'),
    when: ({ person }) => !person.self,
    perform: ({ room, person }) => navigate({ name: 'private', room, nick: person.nick }),
  },
  {
    id: 'chat',
    icon: PersonIcon,
    label: () => t('occupants:action.chat'),
    when: ({ person }) => !person.self && person.jid !== undefined,
    perform: ({ person }) => person.jid && navigate({ name: 'chat', jid: person.jid }),
  },
  {
    id: 'profile',
    icon: AddressCardIcon,
    label: () => t('occupants:action.profile'),
    when: ({ person }) => person.jid !== undefined,
    perform: ({ person }) => showProfile(person.jid),
  },
]

export const removalActions: readonly Action<OccupantContext>[] = [
  {
    id: 'kick',
    icon: KickIcon,
    tone: 'danger',
    label: () => t('occupants:action.kick'),
    when: (context) => moderates(context) && !context.person.self,
    refusal: ({ self, person }) => why(roleRefusal(self, person, 'none')),
    perform: ({ ask, person }) => ask({ kind: 'role', role: 'none', person }),
  },
  {
    id: 'ban',
    icon: BanIcon,
    tone: 'danger',
    label: () => t('occupants:action.ban'),
    when: (context) => isStaff(context) && !context.person.self,
    refusal: ({ self, person }) => why(affiliationRefusal(self, person, 'outcast')),
    perform: ({ ask, person }) => ask({ kind: 'affiliation', affiliation: 'outcast', person }),
  },
]
