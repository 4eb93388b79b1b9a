import type { Element } from '../xmpp/xml.ts'

const NS_UPDATE = 'vcard-temp:x:update'

/** §3: the SHA-1 of the photo in a vCard, in hex; empty where there is none; undefined where that is not known yet. */
export function parsePhoto(presence: Element): string | undefined {
  const photo = presence.getChild('x', NS_UPDATE)?.getChild('photo')?.getText().trim().toLowerCase()
  return photo !== undefined && /^(?:[0-9a-f]{40})?$/u.test(photo) ? photo : undefined
}
