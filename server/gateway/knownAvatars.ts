import type { EventData } from '#protocol/index.ts'
import { bareJid } from '#protocol/jid.ts'

type Metadata = EventData<'xmpp.avatar.push.metadata'>

/** Which picture each contact has, and oneself. Anybody may tell of one: of others nothing is kept. */
export class KnownAvatars {
  readonly #kept = new Map<string, Metadata>()
  readonly #isContact: (jid: string) => boolean
  #own = ''

  constructor(isContact: (jid: string) => boolean) {
    this.#isContact = isContact
  }

  values(): Iterable<Metadata> {
    return this.#kept.values()
  }

  observe(name: string, data: unknown): void {
    if (name === 'xmpp.connection') this.#own = bareJid((data as EventData<'xmpp.connection'>).jid)
    else if (name === 'xmpp.roster.push') {
      const { jid, subscription } = data as EventData<'xmpp.roster.push'>
      if (subscription === 'remove') this.#kept.delete(bareJid(jid))
    } else if (name === 'xmpp.avatar.push.metadata') {
      const jid = bareJid((data as Metadata).from)
      if (jid === this.#own || this.#isContact(jid)) this.#kept.set(jid, data as Metadata)
    }
  }
}
