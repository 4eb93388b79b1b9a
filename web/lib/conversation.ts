/** Names one conversation: `chat:<bare JID>`, `room:<room JID>` or `private:<room JID>/<nick>`. */
export type ConversationId = string

export type Conversation =
  | { kind: 'chat'; jid: string }
  | { kind: 'room'; room: string }
  | { kind: 'private'; room: string; nick: string }

export const chatWith = (jid: string): ConversationId => `chat:${jid}`
export const inRoom = (room: string): ConversationId => `room:${room}`
export const privately = (room: string, nick: string): ConversationId => `private:${room}/${nick}`

export function parseConversation(id: ConversationId): Conversation {
  const colon = id.indexOf(':')
  const kind = id.slice(0, colon)
  const address = id.slice(colon + 1)
  if (kind === 'room') return { kind, room: address }
  if (kind !== 'private') return { kind: 'chat', jid: address }
  // A nick may hold slashes, a room's bare address may not.
  const slash = address.indexOf('/')
  return { kind, room: address.slice(0, slash), nick: address.slice(slash + 1) }
}

/** The part of an address before the `@`: what a room or a person without a name is called. */
export function localPart(jid: string): string {
  const at = jid.indexOf('@')
  return at > 0 ? jid.slice(0, at) : jid
}
