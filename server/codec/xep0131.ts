import type { Element } from '../xmpp/xml.ts'

const NS = 'http://jabber.org/protocol/shim'

/** Headers of a stanza (XEP-0131), in their order; one without a name says nothing. */
export function parseShim(stanza: Element): { name: string; value: string }[] {
  const headers = stanza.getChild('headers', NS)?.getChildren('header', NS) ?? []
  return headers.flatMap((header) => {
    const { name } = header.attrs
    return name ? { name, value: header.getText() } : []
  })
}
