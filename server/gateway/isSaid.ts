import type { EventData } from '#protocol/index.ts'

type Said = Pick<EventData<'xmpp.chat.message'>, 'content' | 'retract' | 'tombstone' | 'failed'>

/** Whether a tab that comes later must be told of it: what somebody is doing is over by then. */
export const isSaid = ({ content, retract, tombstone, failed }: Said): boolean =>
  (content ?? retract ?? tombstone ?? failed) !== undefined
