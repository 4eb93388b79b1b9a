import * as affiliations from '#protocol/affiliations.ts'
import * as bookmarks from '#protocol/bookmarks.ts'
import * as chat from '#protocol/chat.ts'
import * as delivery from '#protocol/delivery.ts'
import type { EventName, events } from '#protocol/index.ts'
import * as invites from '#protocol/invites.ts'
import * as mam from '#protocol/mam.ts'
import * as markers from '#protocol/markers.ts'
import * as moderation from '#protocol/moderation.ts'
import * as muc from '#protocol/muc.ts'
import * as occupants from '#protocol/occupants.ts'
import * as presence from '#protocol/presence.ts'
import * as receipts from '#protocol/receipts.ts'
import * as roomConfig from '#protocol/roomConfig.ts'
import * as roster from '#protocol/roster.ts'
import * as session from '#protocol/session.ts'
import * as voice from '#protocol/voice.ts'

type Events = typeof events

/** The part of the contract that the page reads from its first moment on. */
const known: Partial<Events> = {
  ...session.events,
  ...roster.events,
  ...presence.events,
  ...chat.events,
  ...receipts.events,
  ...markers.events,
  ...delivery.events,
  ...muc.events,
  ...occupants.events,
  ...affiliations.events,
  ...roomConfig.events,
  ...invites.events,
  ...voice.events,
  ...mam.events,
  ...bookmarks.events,
  ...moderation.events,
}

/** A part that is fetched later brings the events along that it alone reads. */
export function learn(more: Partial<Events>): void {
  Object.assign(known, more)
}

/** The schema of an event's data, where the page reads that event. */
export function schemaOf(name: string): Events[EventName]['data'] | undefined {
  return Object.hasOwn(known, name) ? known[name as EventName]?.data : undefined
}
