import type { Extension } from '../xmpp/extension.ts'
import { Affiliations } from './affiliations.ts'
import { Avatar } from './avatar.ts'
import { Blocking } from './blocking.ts'
import { Bookmarks } from './bookmarks.ts'
import { Chat } from './chat.ts'
import { ClientState } from './clientState.ts'
import { Command } from './command.ts'
import { Delivery } from './delivery.ts'
import { Disco } from './disco.ts'
import { Displayed } from './displayed.ts'
import { Http } from './http.ts'
import { Invites } from './invites.ts'
import { Jingle } from './jingle.ts'
import { Mam } from './mam.ts'
import { Markers } from './markers.ts'
import { Moderation } from './moderation.ts'
import { Muc } from './muc.ts'
import { Occupants } from './occupants.ts'
import { Ping } from './ping.ts'
import { Presence } from './presence.ts'
import { Pubsub } from './pubsub.ts'
import { PubsubAffiliations } from './pubsubAffiliations.ts'
import { PubsubItems } from './pubsubItems.ts'
import { PubsubSubscriptions } from './pubsubSubscriptions.ts'
import { Receipts } from './receipts.ts'
import { Register } from './register.ts'
import { RoomConfig } from './roomConfig.ts'
import { RoomRegistration } from './roomRegistration.ts'
import { Roster } from './roster.ts'
import { Rpc } from './rpc.ts'
import { Search } from './search.ts'
import { Trace } from './trace.ts'
import { Unknown } from './unknown.ts'
import { Upload } from './upload.ts'
import { Vcard } from './vcard.ts'
import { Version } from './version.ts'
import { Voice } from './voice.ts'

/**
 * One of each for one session. A line here is what a new slice costs in the gateway. `fileOrigins`: where files may go
 * beside the server's own places.
 */
export function createExtensions(fileOrigins?: readonly string[]): Extension[] {
  return [
    // First, so that an XMPP-FTW host asks it last: it wants all.
    new Unknown(),
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
    new Trace(),
    new Pubsub(),
    new PubsubAffiliations(),
    new PubsubItems(),
    new PubsubSubscriptions(),
    new Avatar(),
    new Vcard(),
    new Register(),
    new Search(),
    new Blocking(),
    new Command(),
    new Http(),
    new Jingle(),
    new Rpc(),
    new Upload(fileOrigins),
  ]
}
