import { ChatState } from '#protocol/chatStates.ts'
import { childrenOf, xml } from '../xmpp/xml.ts'
import type { PayloadCodec } from './payload.ts'

const NS = 'http://jabber.org/protocol/chatstates'

const STATES = new Set<unknown>(ChatState.options)
const isState = (name: unknown): name is ChatState => STATES.has(name)

/** Chat states; only the five of the standard, because a state becomes an element's name. */
export const chatState: PayloadCodec<{ state?: ChatState }, { state?: ChatState | null }> = {
  reads: [NS],
  parse(message) {
    const [child] = childrenOf(message, NS)
    const state = child?.getName()
    return isState(state) ? { state } : {}
  },
  build: ({ state }) => (state ? [xml(state, { xmlns: NS })] : []),
}
