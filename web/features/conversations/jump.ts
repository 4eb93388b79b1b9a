import { chatWith, localPart, parseConversation } from '../../lib/conversation.ts'
import type { JumpItem } from '../../lib/jump.ts'
import { revealed } from '../../lib/revealed.ts'
import { navigate } from '../../lib/route.ts'
import { defineModel } from '../../transport/env.ts'
import { presenceModel } from '../presence/model.ts'
import { rosterModel } from '../roster/model.ts'
import { conversationsModel } from './model.ts'
import { requestsModel } from './requests.ts'

/** Everywhere one can jump: contacts, strangers who wrote, private talks in rooms, and what other slices add. */
export const conversationsJump = defineModel('conversationsJump', (use) => {
  const roster = use(rosterModel)
  const presence = use(presenceModel)
  const requests = use(requestsModel)
  const { rows, jumpSources } = use(conversationsModel)

  function person(jid: string): JumpItem {
    const id = chatWith(jid)
    const summary = rows.get(id)
    const isContact = roster.contacts.has(jid)
    return {
      id,
      kind: 'person',
      label: isContact ? roster.nameOf(jid) : revealed(jid),
      address: jid,
      ...(isContact ? { presence: presence.of(jid).availability } : {}),
      ...(requests.isHeld(jid) ? { isRequest: true as const } : {}),
      unread: summary?.unread ?? 0,
      lastAt: summary?.lastAt ?? 0,
      perform: () => navigate({ name: 'chat', jid }),
    }
  }

  function other(id: string): JumpItem | undefined {
    const target = parseConversation(id)
    if (target.kind === 'chat' && !roster.contacts.has(target.jid)) return person(target.jid)
    if (target.kind !== 'private') return undefined
    const { room, nick } = target
    return {
      id,
      kind: 'person',
      label: nick,
      address: localPart(room),
      unread: rows.get(id)?.unread ?? 0,
      lastAt: rows.get(id)?.lastAt ?? 0,
      perform: () => navigate({ name: 'private', room, nick }),
    }
  }

  return {
    places: (): JumpItem[] => [
      ...[...roster.contacts.keys()].map(person),
      ...[...rows.keys()].flatMap((id) => other(id) ?? []),
      ...[...jumpSources].flatMap((source) => source()),
    ],
  }
})
