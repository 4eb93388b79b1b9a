import { buildCard, NS_VCARD, parseCard } from '../codec/xep0054.ts'
import { Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import { type Element, xml } from '../xmpp/xml.ts'

/** A server's way to say that somebody has no card. */
const NO_CARD = new Set(['item-not-found'])

/** What people tell of themselves (XEP-0054). */
export class Vcard extends Extension {
  override get handlers(): Handlers {
    return {
      'xmpp.vcard.get': async ({ to }) => parseCard(await this.#card(to)),
      // §3.2: there is no change of a part: what is not ours to know is read first, and written back.
      'xmpp.vcard.set': async (card) => {
        const before = await this.#card()
        return this.done(xml('iq', { type: 'set', id: this._getId() }, buildCard(card, before)))
      },
    }
  }

  async #card(to?: string): Promise<Element | undefined> {
    const iq = xml(
      'iq',
      { type: 'get', id: this._getId(), ...(to ? { to } : {}) },
      xml('vCard', { xmlns: NS_VCARD }),
    )
    try {
      return (await this.request(iq)).getChild('vCard', NS_VCARD)
    } catch (error) {
      // §3.1: both ways to say "none" mean the same of oneself; of others the refusal is passed on.
      if (to === undefined && error instanceof Failure && NO_CARD.has(error.error.condition ?? ''))
        return undefined
      throw error
    }
  }
}
