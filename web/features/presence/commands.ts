import type { Show } from '#protocol/presence.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { presenceModel } from './model.ts'

/** One's own presence, and who may see it. */
export const presenceCommands = defineModel('presenceCommands', (use, { request }) => {
  const { requests } = use(presenceModel)
  async function answer(
    name: 'xmpp.presence.subscribed' | 'xmpp.presence.unsubscribed',
    jid: string,
  ): Promise<Result<true>> {
    const result = await request(name, { to: jid })
    if (result.ok) requests.delete(jid)
    return result
  }
  return {
    set: (show: Show | undefined, status: string) =>
      request('xmpp.presence', { show: show ?? '', status: status || undefined }),
    /** Lets them see one's presence, and asks to see theirs. */
    async accept(jid: string): Promise<Result<true>> {
      const granted = await answer('xmpp.presence.subscribed', jid)
      if (!granted.ok) return granted
      return request('xmpp.presence.subscribe', { to: jid })
    },
    /** Lets them see one's presence, asked or not (RFC 6121 §3.4). */
    grant: (jid: string) => answer('xmpp.presence.subscribed', jid),
    /** Also takes back what was granted before (RFC 6121 §3.2). */
    refuse: (jid: string) => answer('xmpp.presence.unsubscribed', jid),
    ask: (jid: string) => request('xmpp.presence.subscribe', { to: jid }),
  }
})
