import {
  AttachIcon,
  ChatsIcon,
  CommandIcon,
  FeedIcon,
  GatewayIcon,
  type Icon,
  PeopleIcon,
  PersonIcon,
  RoomIcon,
  ServerIcon,
  SystemIcon,
  ThingIcon,
} from '../../ui/icons.ts'
import type { Identity } from './info.ts'

const ICONS: Readonly<Record<string, Icon>> = {
  account: PersonIcon,
  automation: CommandIcon,
  client: SystemIcon,
  conference: ChatsIcon,
  directory: PeopleIcon,
  gateway: GatewayIcon,
  proxy: GatewayIcon,
  pubsub: FeedIcon,
  server: ServerIcon,
  store: AttachIcon,
}

export function kindIcon(identities: readonly Identity[], hasUser: boolean): Icon {
  for (const { category } of identities) {
    if (category === 'conference' && hasUser) return RoomIcon
    // What a server does for somebody stands beside what they are.
    if (category === 'pubsub' && identities.some((each) => each.category === 'account')) continue
    if (Object.hasOwn(ICONS, category)) return ICONS[category] ?? ThingIcon
  }
  return ThingIcon
}
