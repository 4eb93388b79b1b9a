import { ChatState } from '#protocol/chatStates.ts'
import { childrenOf, xml } from '../xmpp/xml.ts'
import type { PayloadCodec } from './payload.ts'

const NS = 'http://jabber.org/protocol/chatstates'

/** Chat states; only the five of the standard, because a state becomes an element's name. */
export const chatState: PayloadCodec<{ state?: ChatState }, { state?: ChatState | null }> = {
  parse(message) {
    const [child] = childrenOf(message, NS)
    const state = child && ChatState.safeParse(child.getName())
    return state?.success ? { state: state.data } : {}
  },
  build: ({ state }) => (state ? [xml(state, { xmlns: NS })] : []),
}
