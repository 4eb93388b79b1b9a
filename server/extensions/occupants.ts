import { buildListRequest, buildRole, parseList } from '../codec/xep0045-admin.ts'
import { Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import type { Element } from '../xmpp/xml.ts'
import { adminError } from './adminErrors.ts'

/** What those present may do in a room, while they are (XEP-0045 §5.1, §8). */
export class Occupants extends Extension {
  override get handlers(): Handlers {
    return {
      'xmpp.muc.role.set': async (data) => {
        await this.#ask(buildRole(this._getId(), data), data.role)
        return true as const
      },
      'xmpp.muc.role.get': async ({ room, role }) =>
        parseList(await this.#ask(buildListRequest(this._getId(), room, { role }), role)),
    }
  }

  async #ask(iq: Element, role: string): Promise<Element> {
    try {
      return await this.request(iq)
    } catch (failure) {
      throw failure instanceof Failure ? new Failure(adminError(failure.error, { role })) : failure
    }
  }
}
