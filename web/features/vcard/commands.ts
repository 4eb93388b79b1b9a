import type { Card } from '#protocol/vcard.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { cardOf, type Fields, fieldsOf, merged } from './card.ts'

/** What was typed and not saved, with what it began from. */
export interface Draft {
  readonly before: Fields
  readonly fields: Fields
}

/** Cards of people, one's own among them. */
export const vcardCommands = defineModel('vcardCommands', (_use, { request }) => {
  let draft: Draft | undefined
  return {
    /** Somebody's card, or one's own. */
    get: (jid: string | undefined): Promise<Result<Card>> => request('xmpp.vcard.get', { to: jid }),
    /** Saves what was changed since `before`; answers what the card says then. */
    async save(before: Fields, mine: Fields): Promise<Result<Fields>> {
      const now = await request('xmpp.vcard.get', {})
      if (!now.ok) return now
      const next = cardOf(merged(fieldsOf(now.value), before, mine), now.value)
      const done = await request('xmpp.vcard.set', next)
      return done.ok ? { ok: true, value: fieldsOf(next) } : done
    },
    draft: () => draft,
    keepDraft(next: Draft | undefined): void {
      draft = next
    },
  }
})
