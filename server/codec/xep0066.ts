import type { Oob } from '#protocol/oob.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import type { PayloadCodec } from './payload.ts'

const NS_X = 'jabber:x:oob'
const NS_IQ = 'jabber:iq:oob'

/** Where else it is, of either form of the XEP; nothing where no place is named. */
export function parseOob(parent: Element | undefined): Oob | undefined {
  const x = parent?.getChild('x', NS_X)
  const query = parent?.getChild('query', NS_IQ)
  const found = x ?? query
  const url = found?.getChildText('url')
  const description = found?.getChildText('desc')
  const stream = x ? undefined : query?.attrs.sid
  if (!url && !description && !stream) return undefined
  return {
    ...(url ? { url } : {}),
    ...(description ? { description } : {}),
    ...(stream ? { stream } : {}),
  }
}

/** In a message only the first of the two forms (§4). */
export const outOfBand: PayloadCodec<{ oob?: Oob }, { oob?: { url: string } | null | undefined }> = {
  reads: [NS_X],
  parse(message) {
    const oob = message.getChild('x', NS_X) ? parseOob(message) : undefined
    return oob ? { oob } : {}
  },
  build: ({ oob }) => (oob ? [xml('x', { xmlns: NS_X }, xml('url', {}, oob.url))] : []),
}
