import { bareJid } from '#protocol/jid.ts'
import type { RosterItem } from '#protocol/roster.ts'
import { localPart } from '../../lib/conversation.ts'
import { Collection } from '../../store/collection.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import type { MenuItem } from '../../ui/menuItem.ts'

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

export const rosterModel = defineModel('roster', () => {
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
    /** What to call somebody: the name given in the roster, else the part before the `@`. */
    nameOf: (jid: string) => contacts.get(jid)?.name ?? localPart(jid),
  }
})
