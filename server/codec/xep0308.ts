import { xml } from '../xmpp/xml.ts'
import type { PayloadCodec } from './payload.ts'

const NS = 'urn:xmpp:message-correct:0'

export const correction: PayloadCodec<{ replace?: string }, { replace?: string | undefined }> = {
  reads: [NS],
  parse(message) {
    const replace = message.getChild('replace', NS)?.attrs.id
    return replace ? { replace } : {}
  },
  build: ({ replace }) => (replace ? [xml('replace', { xmlns: NS, id: replace })] : []),
}
