import { fullJid } from '#protocol/jid.ts'
import type { VoiceRequest } from '#protocol/voice.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { voiceModel } from './model.ts'

export const voiceCommands = defineModel('voiceCommands', (use, { request }) => {
  const voice = use(voiceModel)
  return {
    ask: (room: string): Promise<Result<true>> => request('xmpp.muc.voice', { room, role: 'participant' }),
    async answer({ room, nick = '', jid }: VoiceRequest, allow: boolean): Promise<Result<true>> {
      const address = jid && fullJid(jid)
      const result = await request('xmpp.muc.voice.answer', { room, nick, jid: address, allow })
      if (result.ok) voice.drop(room, nick)
      return result
    },
  }
})
