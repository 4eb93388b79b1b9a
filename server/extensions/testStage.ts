import { vi } from 'vitest'
import { type JoinedRoom, roomsOf } from '../xmpp/rooms.ts'
import { settled, type TestManager } from '../xmpp/testManager.ts'
import type { Element } from '../xmpp/xml.ts'

export const ROOM = 'hillvalley@rooms.hill.example'
export const NS_STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas'
const MUC_USER = 'http://jabber.org/protocol/muc#user'
const SUBJECT = `<message from='${ROOM}' type='groupchat'><subject>Clock tower</subject></message>`

/** The mark of what was said before we came. */
export const past = `<delay xmlns='urn:xmpp:delay' stamp='2026-10-21T07:28:00Z' from='${ROOM}'/>`

/** A room in the test's hands: what Marty sends to it, and all that it may say. */
export function stageRoom(session: TestManager) {
  const presences = (): Element[] => session.client.sent.filter(({ name }) => name === 'presence')
  const pings = (): Element[] => session.client.sent.filter((stanza) => stanza.getChild('ping') !== undefined)
  const presence = (nick: string, codes: readonly number[], attrs = '') => {
    const item = `<item affiliation='none' role='${attrs ? 'none' : 'participant'}'/>`
    const status = codes.map((code) => `<status code='${code}'/>`).join('')
    return `<presence from='${ROOM}/${nick}' ${attrs}><x xmlns='${MUC_USER}'>${item}${status}</x></presence>`
  }
  return {
    presences,
    pings,
    presence,
    subject: SUBJECT,
    told: (name: string) => session.told.filter(([each]) => each === name).map(([, data]) => data),
    entry: (): JoinedRoom | undefined => roomsOf(session.manager).get(ROOM),
    said: (id: string, nick: string, more = '') =>
      `<message from='${ROOM}/${nick}' type='groupchat' id='${id}'><body>${id}</body>${more}</message>`,
    comes: (nick: string) => session.receive(presence(nick, [])),
    letIn: (codes: readonly number[] = [110]) => session.receive(presence('Marty', codes) + SUBJECT),
    throwOut: (...codes: number[]) =>
      session.receive(presence('Marty', [110, ...codes], `type='unavailable'`)),
    /** Refuses the latest presence, whatever room it was for. */
    async refuse(condition: string, type = 'cancel'): Promise<void> {
      const { id, to } = presences().at(-1)?.attrs ?? {}
      session.receive(
        `<presence from='${to}' type='error' id='${id}'><error type='${type}'><${condition} xmlns='${NS_STANZAS}'/></error></presence>`,
      )
      await settled()
    },
    async answerPing(condition?: string): Promise<void> {
      const { id, to } = pings().at(-1)?.attrs ?? {}
      const error = condition ? `<error type='cancel'><${condition} xmlns='${NS_STANZAS}'/></error>` : ''
      session.receive(`<iq from='${to}' id='${id}' type='${condition ? 'error' : 'result'}'>${error}</iq>`)
      await settled()
    },
    async pass(ms: number): Promise<void> {
      await vi.advanceTimersByTimeAsync(ms)
      await settled()
    },
    /** The link breaks, and the session goes on as if it had not. */
    resume(): void {
      session.client.emit('state', { state: 'reconnecting', reason: 'disconnected', retryAt: 0 })
      session.client.emit('state', { state: 'online', resumed: true })
    },
    /** The next unattended try, in milliseconds from now. */
    untilRetry(): number {
      const rejoining = session.told.filter(([name]) => name === 'xmpp.muc.rejoining').at(-1)?.[1]
      return ((rejoining as { retryAt?: number } | undefined)?.retryAt ?? Date.now()) - Date.now()
    },
  }
}
