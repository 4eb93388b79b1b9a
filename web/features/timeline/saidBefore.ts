import type { ConversationId } from '../../lib/conversation.ts'
import { type Arrival, idsOf } from './entry.ts'

/** What was said in a room from here: by which id, and under which nick, as far as that was known. */
export interface SaidHere {
  readonly conversation: ConversationId
  readonly id: string
  readonly text: string
  readonly author: string
}

/** One's own words in rooms without occupant ids (XEP-0421), which tell their past by nicks alone. */
export class SaidBefore {
  readonly #all = new Map<string, SaidHere>()

  add(said: SaidHere): void {
    this.#all.set(said.id, said)
  }

  /** Whether it is one's own: its id was nobody's before it was said, but anybody may repeat it since, with other words. */
  has(conversation: ConversationId, arrival: Arrival): boolean {
    if (arrival.own || !arrival.delayed || arrival.occupantId !== undefined) return false
    return idsOf(arrival).some((id) => {
      const said = this.#all.get(id)
      const isBy = said?.author === '' || said?.author === arrival.author
      return isBy && said.conversation === conversation && said.text === arrival.text
    })
  }
}
