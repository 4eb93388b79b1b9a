import type { Jid } from '#protocol/jid.ts'
import { parseJid } from '#protocol/jid.ts'
import { xml } from '../xmpp/xml.ts'
import type { PayloadCodec } from './payload.ts'

const NS = 'urn:xmpp:sid:0'

interface Ids {
  stanzaIds?: { by: string; id: string }[]
  originId?: string
  archived?: { by: Jid; id: string }[]
}

/** Ids as claimed. Who may be believed (§3.1: only an entity that announces it) is for the reader to decide. */
export const stanzaIds: PayloadCodec<Ids, { originId?: string | undefined }> = {
  reads: [NS, 'archived'],
  parse(message) {
    const found: Ids = {}
    const ids = message
      .getChildren('stanza-id', NS)
      .flatMap(({ attrs: { by, id } }) => (by && id ? [{ by, id }] : []))
    if (ids.length > 0) found.stanzaIds = ids
    const originId = message.getChild('origin-id', NS)?.attrs.id
    if (originId) found.originId = originId
    const archived = message.getChildren('archived').flatMap(({ attrs }) => {
      const by = attrs.by ? parseJid(attrs.by) : undefined
      return by && attrs.id ? [{ by, id: attrs.id }] : []
    })
    if (archived.length > 0) found.archived = archived
    return found
  },
  build: ({ originId }) => (originId ? [xml('origin-id', { xmlns: NS, id: originId })] : []),
}
