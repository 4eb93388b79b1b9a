import type { ProtocolError } from '#protocol/define.ts'
import { splitJid } from '#protocol/jid.ts'
import { t } from '../../lib/i18n.ts'
import { useModel } from '../../store/react.ts'
import { defineModel } from '../../transport/env.ts'

/** What to do about a nick that was refused: why it was, more precisely, and one that will do. */
export interface Advice {
  readonly words?: string
  readonly offer?: string
}

/** Which nicks a room keeps, and which are free. */
export const nickCommands = defineModel('nickCommands', (_use, { request }) => {
  /** The nick that the room keeps for us (XEP-0045 §7.12); most keep none. */
  async function reserved(room: string): Promise<string | undefined> {
    const result = await request('xmpp.muc.room.nick', { room })
    return (result.ok && result.value.nick) || undefined
  }

  /** Who is there, as far as the room tells those outside (§6.5). */
  async function taken(room: string): Promise<ReadonlySet<string>> {
    const result = await request('xmpp.discover.items', { of: room })
    if (!result.ok || !Array.isArray(result.value)) return new Set()
    return new Set(result.value.flatMap(({ jid }) => splitJid(jid ?? '').resource ?? []))
  }

  return {
    reserved,
    async advise(room: string, nick: string, error: ProtocolError): Promise<Advice> {
      if (error.reason === 'nick-locked') {
        const offer = await reserved(room)
        return offer && offer !== nick ? { words: t('muc:nick.kept', { nick: offer }), offer } : {}
      }
      if (error.reason !== 'nick-conflict') return {}
      const [own, nicks] = await Promise.all([reserved(room), taken(room)])
      // Nobody of that name is there: it is kept for somebody who is not.
      const words = nicks.size > 0 && !nicks.has(nick) ? { words: t('muc:nick.registered') } : {}
      const isOwnFree = own !== undefined && own !== nick && !nicks.has(own)
      return { ...words, offer: isOwnFree ? own : freeNick(nick, nicks) }
    },
  }
})

export const useNickCommands = () => useModel(nickCommands)

/** The same name with the first number that nobody there has. */
export function freeNick(nick: string, taken: ReadonlySet<string>): string {
  const base = nick.trim().replace(/ \d{1,2}$/u, '')
  for (let number = 2; ; number++) {
    const free = `${base} ${number}`
    if (free !== nick && !taken.has(free)) return free
  }
}
