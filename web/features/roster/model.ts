import { bareJid } from '#protocol/jid.ts'
import type { RosterItem } from '#protocol/roster.ts'
import { localPart } from '../../lib/conversation.ts'
import { Collection } from '../../store/collection.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import type { MenuItem } from '../../ui/menuItem.ts'
import { sessionModel } from '../session/model.ts'

/** A contact, as one's own server keeps it. */
export interface Contact {
  readonly jid: string
  readonly name: string
  readonly groups: readonly string[]
  readonly subscription: RosterItem['subscription']
  /** Asked for their presence, no answer yet. */
  readonly asked: boolean
}

/** A question about a contact that waits for an answer, wherever it was asked. */
export interface ContactQuestion {
  readonly kind: 'edit' | 'remove'
  readonly jid: string
}

export const rosterModel = defineModel('roster', (use) => {
  const session = use(sessionModel)
  const contacts = new Collection<string, Contact>()
  const question = new Value<ContactQuestion | undefined>(undefined)
  const reducers: Reducers = {
    'xmpp.roster.push': (item) => {
      const jid = bareJid(item.jid)
      if (item.subscription === 'remove') contacts.delete(jid)
      else
        contacts.set(jid, {
          jid,
          name: item.name || localPart(jid),
          groups: [...new Set(item.groups)].filter((group) => group !== ''),
          subscription: item.subscription,
          asked: item.ask === 'subscribe',
        })
    },
  }
  return {
    contacts,
    question,
    ask: (next: ContactQuestion | undefined) => question.set(next),
    /** What else can be done with a person, by their bare JID: slices that come later add themselves. */
    personActions: new Set<(jid: string) => readonly MenuItem[]>(),
    reducers,
    reset: () => contacts.clear(),
    /**
     * Somebody (bare) who is none of the contacts, and neither oneself nor one's own server. The one definition: the notice
     * above a conversation and the requests go by it. Before the contacts are here nobody is.
     */
    isStranger: (jid: string): boolean =>
      session.ready.get() &&
      !contacts.has(jid) &&
      jid !== session.bare() &&
      jid !== session.own.get()?.domain,
    /** What to call somebody: the name given in the roster, else the part before the `@`. */
    nameOf: (jid: string) => contacts.get(jid)?.name ?? localPart(jid),
  }
})
