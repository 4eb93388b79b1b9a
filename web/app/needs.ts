/** Whose model and hooks a slice may read. One place, no circles: `server/walls.test.ts` holds them to it. */
export const needs: Readonly<Record<string, readonly string[]>> = {
  session: [],
  appearance: ['session'],
  presence: ['session'],
  roster: ['presence', 'session'],
  timeline: ['session', 'roster', 'presence', 'chatStates'],
  conversations: ['timeline', 'session', 'roster', 'presence'],
  chatStates: ['session', 'roster'],
  receipts: ['roster'],
  muc: ['timeline', 'conversations', 'session', 'roster', 'presence'],
  occupants: ['muc', 'timeline', 'session', 'roster'],
  roomConfig: ['muc', 'conversations', 'occupants', 'session'],
  invites: ['muc', 'roster', 'presence', 'occupants', 'session'],
  voice: ['muc', 'occupants', 'session'],
}
