/** What a message event must hold for its place to be known, and its author. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  'xmpp.chat.message': ['from'],
  'xmpp.chat.sent': ['from', 'to'],
  'xmpp.muc.message': ['room', 'nick', 'private'],
  'xmpp.mam.message': ['from', 'room', 'nick', 'mam', 'delay'],
}

/** What is left of something said that does not fit the contract: where and by whom, so that its place can say so. */
export function salvaged(name: string, data: unknown): unknown {
  const keys = Object.hasOwn(KEYS, name) ? KEYS[name] : undefined
  if (!keys || typeof data !== 'object' || data === null || !('content' in data)) return undefined
  const left = Object.entries(data).filter(([key]) => keys.includes(key))
  return { ...Object.fromEntries(left), failed: 'unreadable' }
}
