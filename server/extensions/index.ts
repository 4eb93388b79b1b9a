import type { Extension } from '../xmpp/extension.ts'
import { Affiliations } from './affiliations.ts'
import { Bookmarks } from './bookmarks.ts'
import { Chat } from './chat.ts'
import { ClientState } from './clientState.ts'
import { Delivery } from './delivery.ts'
import { Disco } from './disco.ts'
import { Displayed } from './displayed.ts'
import { Invites } from './invites.ts'
import { Mam } from './mam.ts'
import { Markers } from './markers.ts'
import { Moderation } from './moderation.ts'
import { Muc } from './muc.ts'
import { Occupants } from './occupants.ts'
import { Ping } from './ping.ts'
import { Presence } from './presence.ts'
import { Receipts } from './receipts.ts'
import { RoomConfig } from './roomConfig.ts'
import { RoomRegistration } from './roomRegistration.ts'
import { Roster } from './roster.ts'
import { Version } from './version.ts'
import { Voice } from './voice.ts'

/** One of each for one session. A line here is what a new slice costs in the gateway. */
export function createExtensions(): Extension[] {
  return [
    new Roster(),
    new Presence(),
    // Before those who say something: what was said before them goes out first.
    new Delivery(),
    new Chat(),
    new Receipts(),
    new Markers(),
    new Displayed(),
    new ClientState(),
    new Muc(),
    new Occupants(),
    new Affiliations(),
    new RoomConfig(),
    new RoomRegistration(),
    new Invites(),
    new Voice(),
    new Disco(),
    new Ping(),
    new Version(),
    new Mam(),
    new Moderation(),
    new Bookmarks(),
  ]
}
