import type { SlashPart } from '../../lib/slash.ts'
import { defineModel } from '../../transport/env.ts'
import { rosterModel } from './model.ts'

/** Contacts, as far as a line names them: by their addresses. */
export const rosterSlash = defineModel('rosterSlash', (use): SlashPart => {
  const { contacts } = use(rosterModel)
  return {
    candidates: {
      address: () => [...contacts.values()].map(({ jid, name }) => ({ text: jid, detail: name })),
    },
  }
})
