import { clientError, Failure } from '../xmpp/errors.ts'
import type { Element } from '../xmpp/xml.ts'
import type { Courier } from './courier.ts'
import type { Said } from './lane.ts'

interface Words extends Pick<Said, 'to' | 'id' | 'by'> {
  stanza: Element
  nick?: string | undefined
  /** What the page said, and whether it may have said so before. */
  data: { content?: string | undefined; again?: boolean | null | undefined; at?: string | null | undefined }
}

/** Gives a message to the courier, who is done with it when it is confirmed or failed. */
export function say(courier: Courier, { to, id, by, nick, stanza, data }: Words): void {
  const now = Date.now()
  const at = data.at ? Math.min(Date.parse(data.at) || now, now) : now
  const said = { to, id, by, nick, stanza, content: data.content, at, isDoubtful: data.again === true }
  if (!courier.say(said)) throw new Failure(clientError('Too much is on its way', undefined, 'busy'))
}
