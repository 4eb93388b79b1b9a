import { Affiliations } from '../extensions/affiliations.ts'
import { Avatar as AvatarSlice } from '../extensions/avatar.ts'
import { Blocking as BlockingSlice } from '../extensions/blocking.ts'
import { Bookmarks as BookmarksSlice } from '../extensions/bookmarks.ts'
import { Chat as ChatSlice } from '../extensions/chat.ts'
import { ClientState as ClientStateSlice } from '../extensions/clientState.ts'
import { Command as CommandSlice } from '../extensions/command.ts'
import { Delivery } from '../extensions/delivery.ts'
import { Disco as DiscoSlice } from '../extensions/disco.ts'
import { Displayed as DisplayedSlice } from '../extensions/displayed.ts'
import { Http as HttpSlice } from '../extensions/http.ts'
import { Invites } from '../extensions/invites.ts'
import { Jingle as JingleSlice } from '../extensions/jingle.ts'
import { Mam as MamSlice } from '../extensions/mam.ts'
import { Markers } from '../extensions/markers.ts'
import { Moderation } from '../extensions/moderation.ts'
import { Muc as MucSlice } from '../extensions/muc.ts'
import { Occupants } from '../extensions/occupants.ts'
import { Ping as PingSlice } from '../extensions/ping.ts'
import { Presence as PresenceSlice } from '../extensions/presence.ts'
import { Pubsub } from '../extensions/pubsub.ts'
import { PubsubAffiliations } from '../extensions/pubsubAffiliations.ts'
import { PubsubItems } from '../extensions/pubsubItems.ts'
import { PubsubSubscriptions } from '../extensions/pubsubSubscriptions.ts'
import { Receipts } from '../extensions/receipts.ts'
import { Register as RegisterSlice } from '../extensions/register.ts'
import { RoomConfig } from '../extensions/roomConfig.ts'
import { RoomRegistration } from '../extensions/roomRegistration.ts'
import { Roster as RosterSlice } from '../extensions/roster.ts'
import { Rpc as RpcSlice } from '../extensions/rpc.ts'
import { Search as SearchSlice } from '../extensions/search.ts'
import { Unknown as UnknownSlice } from '../extensions/unknown.ts'
import { Upload as UploadSlice } from '../extensions/upload.ts'
import { Vcard } from '../extensions/vcard.ts'
import { Version as VersionSlice } from '../extensions/version.ts'
import { Voice } from '../extensions/voice.ts'
import { together } from '../xmpp/together.ts'

// The package's export `./extensions`: for any XMPP-FTW 2 host, in any order, all of them or some.

/** `xmpp.roster.*`: the contact list. */
export class Roster extends together(RosterSlice) {}

/** `xmpp.presence.*`: availability and subscriptions. */
export class Presence extends together(PresenceSlice) {}

/** `xmpp.chat.*` and `xmpp.delivery.*`: one-to-one messages, receipts, markers, and what becomes of what is said. */
export class Chat extends together(Delivery, ChatSlice, Receipts, Markers) {}

/** `xmpp.muc.*`: rooms, whole: entering, talking, people, settings, invitations, voice, moderation. */
export class Muc extends together(
  Delivery,
  MucSlice,
  Occupants,
  Affiliations,
  RoomConfig,
  RoomRegistration,
  Invites,
  Voice,
  Moderation,
) {}

/** `xmpp.discover.*`: what others offer; questions about us are answered. */
export class Disco extends together(DiscoSlice) {}

/** `xmpp.mam.*`: message archives, one's own and rooms'. */
export class Mam extends together(MamSlice) {}

/** `xmpp.ping` and `xmpp.ping.pong`. */
export class Ping extends together(PingSlice) {}

/** `xmpp.version.*`: which software. */
export class Version extends together(VersionSlice) {}

/** `xmpp.bookmarks.*`: rooms that are remembered. */
export class Bookmarks extends together(BookmarksSlice) {}

/** `xmpp.displayed.*`: how far each conversation was read, the same on all devices. */
export class Displayed extends together(DisplayedSlice) {}

/** `xmpp.session.visibility`: whether somebody looks, for servers that keep back what can wait. */
export class ClientState extends together(ClientStateSlice) {}

/** `xmpp.pubsub.*`: nodes, their items, subscriptions and affiliations. */
export class PubSub extends together(Pubsub, PubsubItems, PubsubSubscriptions, PubsubAffiliations) {}

/** `xmpp.avatar.*`: pictures of people. */
export class Avatar extends together(AvatarSlice) {}

/** `xmpp.vcard.*`: what people say about themselves. */
export class VCard extends together(Vcard) {}

/** `xmpp.register.*`: accounts with services. */
export class Register extends together(RegisterSlice) {}

/** `xmpp.search.*`: directories of people. */
export class Search extends together(SearchSlice) {}

/** `xmpp.blocking.*`: from whom nothing shall come. */
export class Blocking extends together(BlockingSlice) {}

/** `xmpp.command.*`: what others can do at our word, step by step. */
export class Command extends together(CommandSlice) {}

/** `xmpp.http.*`: whether a request on the web is one's own. */
export class Http extends together(HttpSlice) {}

/** `xmpp.jingle.*`: calls and transfers, as they are negotiated. */
export class Jingle extends together(JingleSlice) {}

/** `xmpp.rpc.*`: calls of procedures. */
export class Rpc extends together(RpcSlice) {}

/** `xmpp.upload.*`: places for files; what is put there does not pass here. */
export class Upload extends together(UploadSlice) {}

/** `xmpp.wtf.push`: what nothing else understands, as it is. */
export class Unknown extends together(UnknownSlice) {}
