import type * as z from 'zod/mini'
import * as affiliations from './affiliations.ts'
import * as avatar from './avatar.ts'
import * as blocking from './blocking.ts'
import * as bookmarks from './bookmarks.ts'
import * as chat from './chat.ts'
import * as clientState from './clientState.ts'
import * as command from './command.ts'
import type { ProtocolError } from './define.ts'
import * as delivery from './delivery.ts'
import * as disco from './disco.ts'
import * as displayed from './displayed.ts'
import * as http from './http.ts'
import * as invites from './invites.ts'
import * as jingle from './jingle.ts'
import * as mam from './mam.ts'
import * as markers from './markers.ts'
import * as moderation from './moderation.ts'
import * as muc from './muc.ts'
import * as occupants from './occupants.ts'
import * as ping from './ping.ts'
import * as presence from './presence.ts'
import * as pubsub from './pubsub.ts'
import * as pubsubAffiliations from './pubsubAffiliations.ts'
import * as pubsubItems from './pubsubItems.ts'
import * as pubsubSubscriptions from './pubsubSubscriptions.ts'
import * as receipts from './receipts.ts'
import * as register from './register.ts'
import * as roomConfig from './roomConfig.ts'
import * as roomRegistration from './roomRegistration.ts'
import * as roster from './roster.ts'
import * as rpc from './rpc.ts'
import type { Rsm } from './rsm.ts'
import * as search from './search.ts'
import * as session from './session.ts'
import * as trace from './trace.ts'
import * as unknown from './unknown.ts'
import * as upload from './upload.ts'
import * as vcard from './vcard.ts'
import * as version from './version.ts'
import * as voice from './voice.ts'

/** Every slice. One line here is what a new one costs in `shared`. */
export const slices = {
  session,
  roster,
  presence,
  chat,
  receipts,
  markers,
  displayed,
  clientState,
  delivery,
  muc,
  occupants,
  affiliations,
  roomConfig,
  roomRegistration,
  invites,
  voice,
  disco,
  ping,
  version,
  mam,
  bookmarks,
  moderation,
  trace,
  pubsub,
  pubsubAffiliations,
  pubsubItems,
  pubsubSubscriptions,
  avatar,
  vcard,
  register,
  search,
  blocking,
  command,
  http,
  jingle,
  rpc,
  upload,
  unknown,
}

export const commands = {
  ...session.commands,
  ...roster.commands,
  ...presence.commands,
  ...chat.commands,
  ...receipts.commands,
  ...markers.commands,
  ...displayed.commands,
  ...clientState.commands,
  ...muc.commands,
  ...occupants.commands,
  ...affiliations.commands,
  ...roomConfig.commands,
  ...roomRegistration.commands,
  ...invites.commands,
  ...voice.commands,
  ...disco.commands,
  ...ping.commands,
  ...version.commands,
  ...mam.commands,
  ...bookmarks.commands,
  ...moderation.commands,
  ...trace.commands,
  ...pubsub.commands,
  ...pubsubAffiliations.commands,
  ...pubsubItems.commands,
  ...pubsubSubscriptions.commands,
  ...avatar.commands,
  ...vcard.commands,
  ...register.commands,
  ...search.commands,
  ...blocking.commands,
  ...command.commands,
  ...http.commands,
  ...jingle.commands,
  ...rpc.commands,
  ...upload.commands,
}

export const events = {
  ...session.events,
  ...roster.events,
  ...presence.events,
  ...chat.events,
  ...receipts.events,
  ...markers.events,
  ...displayed.events,
  ...delivery.events,
  ...muc.events,
  ...occupants.events,
  ...affiliations.events,
  ...roomConfig.events,
  ...invites.events,
  ...voice.events,
  ...disco.events,
  ...ping.events,
  ...mam.events,
  ...bookmarks.events,
  ...moderation.events,
  ...trace.events,
  ...pubsub.events,
  ...pubsubAffiliations.events,
  ...pubsubItems.events,
  ...pubsubSubscriptions.events,
  ...avatar.events,
  ...blocking.events,
  ...command.events,
  ...http.events,
  ...jingle.events,
  ...rpc.events,
  ...unknown.events,
}

export type CommandName = keyof typeof commands
export type EventName = keyof typeof events
/** What a browser writes. */
export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['data']>
/** What a handler reads, after the schema. */
export type CommandData<N extends CommandName> = z.output<(typeof commands)[N]['data']>
export type CommandReply<N extends CommandName> = z.output<(typeof commands)[N]['reply']>
export type EventData<N extends EventName> = z.output<(typeof events)[N]['data']>

/** XMPP-FTW's acknowledgement: error first, result set last. */
export type AckFunction<N extends CommandName> = (
  error: ProtocolError | null,
  reply?: CommandReply<N>,
  rsm?: Rsm,
) => void
export type ClientToServer = {
  [N in CommandName]: (data: CommandInput<N>, ack?: AckFunction<N>) => void
}
export type ServerToClient = { [N in EventName]: (data: EventData<N>) => void }
