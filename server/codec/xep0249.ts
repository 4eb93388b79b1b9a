import type { Invite } from '#protocol/invites.ts'
import { bareOf, parseJid } from '#protocol/jid.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { NS_MUC_USER } from './xep0045.ts'

export const NS_CONFERENCE = 'jabber:x:conference'

/** XEP-0249: from person to person; the password is the sender's to give. */
export function buildDirectInvite(
  id: string,
  {
    room,
    to,
    reason,
    password,
  }: { room: string; to: string; reason?: string | undefined; password?: string | undefined },
): Element {
  const attrs = {
    xmlns: NS_CONFERENCE,
    jid: room,
    ...(password ? { password } : {}),
    ...(reason ? { reason } : {}),
  }
  return xml('message', { id, to }, xml('x', attrs))
}

export function parseDirectInvite(message: Element): Invite | undefined {
  const x = message.getChild('x', NS_CONFERENCE)
  const room = x?.attrs.jid ? bareOf(x.attrs.jid) : undefined
  const from = parseJid(message.attrs.from ?? '')
  if (!x || !room || !from) return undefined
  const { reason, password } = x.attrs
  return { room, from, direct: true, ...(reason ? { reason } : {}), ...(password ? { password } : {}) }
}

/** §7.8.2: by way of the room, which adds its password. */
export function buildMediated(
  id: string,
  kind: 'invite' | 'decline',
  { room, to, reason }: { room: string; to: string; reason?: string | undefined },
): Element {
  const child = xml(kind, { to }, reason ? xml('reason', {}, reason) : null)
  return xml('message', { id, to: room }, xml('x', { xmlns: NS_MUC_USER }, child))
}

/** The room is the sender of the stanza; the inviter is whom the room names. */
export function parseMediated(message: Element): { kind: 'invite' | 'decline'; invite: Invite } | undefined {
  const sender = parseJid(message.attrs.from ?? '')
  const x = message.getChild('x', NS_MUC_USER)
  const room = bareOf(message.attrs.from ?? '')
  // A person's client has a resource; a room speaks from its bare address (§7.8.2).
  if (!x || !room || sender === undefined || sender.resource !== undefined) return undefined
  for (const kind of ['invite', 'decline'] as const) {
    const child = x.getChild(kind)
    if (!child) continue
    const from = child.attrs.from ? parseJid(child.attrs.from) : undefined
    const reason = child.getChildText('reason')
    const password = x.getChildText('password')
    const invite = {
      room,
      ...(from ? { from } : {}),
      ...(reason ? { reason } : {}),
      ...(password ? { password } : {}),
    }
    return { kind, invite }
  }
  return undefined
}
