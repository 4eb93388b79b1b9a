import { splitJid } from '#protocol/jid.ts'
import type { Action } from '../../lib/action.ts'
import { t } from '../../lib/i18n.ts'
import { navigate } from '../../lib/route.ts'
import { ChatIcon, ChatsIcon, CommandIcon, MemberIcon, RoomIcon, SearchIcon } from '../../ui/icons.ts'
import type { Entity } from './entity.ts'
import { type Info, is } from './info.ts'

export interface EntityContext {
  readonly entity: Entity
  readonly info: Info
  /** One's own server, with which one is registered already. */
  readonly home: string
  register(): void
}

const MUC = 'http://jabber.org/protocol/muc'
const hasUser = ({ jid }: Entity) => splitJid(jid).user !== undefined
const isWhole = ({ entity }: EntityContext) => entity.node === undefined
const offers = ({ info }: EntityContext, feature: string) => info.features.includes(feature)
const keepsRooms = (context: EntityContext) =>
  isWhole(context) && is(context.info, 'conference') && offers(context, MUC)

/** What one can do with what one has found; the first that fits is what most people came for. */
export const entityActions: readonly Action<EntityContext>[] = [
  {
    id: 'join',
    group: 'go',
    icon: RoomIcon,
    label: () => t('disco:action.join'),
    when: (context) => keepsRooms(context) && hasUser(context.entity),
    perform: ({ entity }) => navigate({ name: 'join', room: entity.jid }),
  },
  {
    id: 'rooms',
    group: 'go',
    icon: ChatsIcon,
    label: () => t('disco:action.rooms'),
    when: (context) => keepsRooms(context) && !hasUser(context.entity),
    perform: ({ entity }) => navigate({ name: 'join', room: entity.jid }),
  },
  {
    id: 'write',
    group: 'go',
    icon: ChatIcon,
    label: () => t('disco:action.write'),
    when: (context) =>
      isWhole(context) &&
      hasUser(context.entity) &&
      (is(context.info, 'account') || is(context.info, 'client')),
    perform: ({ entity }) => navigate({ name: 'chat', jid: entity.jid.replace(/\/.*$/su, '') }),
  },
  {
    id: 'search',
    icon: SearchIcon,
    label: () => t('disco:action.search'),
    when: (context) => isWhole(context) && offers(context, 'jabber:iq:search'),
    perform: ({ entity }) => navigate({ name: 'search', jid: entity.jid }),
  },
  {
    id: 'commands',
    icon: CommandIcon,
    label: () => t('disco:action.commands'),
    when: (context) => isWhole(context) && offers(context, 'http://jabber.org/protocol/commands'),
    perform: ({ entity }) => navigate({ name: 'commands', jid: entity.jid }),
  },
  {
    id: 'register',
    icon: MemberIcon,
    label: () => t('disco:action.register'),
    when: (context) =>
      isWhole(context) &&
      context.entity.jid !== context.home &&
      // Rooms and their services take registrations of their own kind.
      !is(context.info, 'conference') &&
      offers(context, 'jabber:iq:register'),
    perform: ({ register }) => register(),
  },
]
