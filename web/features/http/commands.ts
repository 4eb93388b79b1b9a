import type { HttpVerify } from '#protocol/http.ts'
import { fullJid } from '#protocol/jid.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'

/** One's word on it. What the gateway then tells every tab takes the question away. */
export const httpCommands = defineModel('httpCommands', (_use, { request: ask }) => ({
  answer({ type, from, id, request }: HttpVerify, isAllowed: boolean): Promise<Result<true>> {
    const data = { type, to: fullJid(from), ...(id ? { id } : {}), request }
    return ask(isAllowed ? 'xmpp.http.confirm' : 'xmpp.http.deny', data)
  },
}))
