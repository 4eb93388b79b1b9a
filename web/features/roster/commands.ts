import { bareOf } from '#protocol/jid.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { sessionModel } from '../session/model.ts'
import { rosterModel } from './model.ts'

/** What is wrong with an address that somebody wants to add. */
export type AddressProblem = 'empty' | 'malformed' | 'own' | 'known'

/** Changes to the roster; its own pushes are what the page shows afterwards. */
export const rosterCommands = defineModel('rosterCommands', (use, { request }) => {
  const roster = use(rosterModel)
  const session = use(sessionModel)
  return {
    /** The prepared bare address, or why it cannot be added. */
    check(typed: string): { jid: string } | { problem: AddressProblem; jid?: string } {
      const address = typed.trim().replace(/^xmpp:/iu, '')
      if (address === '') return { problem: 'empty' }
      const jid = bareOf(address)
      if (jid === undefined || !jid.includes('@')) return { problem: 'malformed' }
      if (jid === session.bare()) return { problem: 'own', jid }
      return roster.contacts.has(jid) ? { problem: 'known', jid } : { jid }
    },
    /** Adds a contact and asks to see their presence. */
    async add(jid: string, name: string, groups: readonly string[]): Promise<Result<true>> {
      const added = await request('xmpp.roster.add', { jid, name: name || undefined, groups: [...groups] })
      if (!added.ok) return added
      return request('xmpp.presence.subscribe', { to: jid })
    },
    edit: (jid: string, name: string, groups: readonly string[]): Promise<Result<true>> =>
      request('xmpp.roster.edit', { jid, name: name || undefined, groups: [...groups] }),
    /** Also ends both subscriptions (RFC 6121 §2.5.2). */
    remove: (jid: string): Promise<Result<true>> => request('xmpp.roster.remove', { jid }),
  }
})
