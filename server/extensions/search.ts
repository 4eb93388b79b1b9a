import { buildSearch, buildWish, parseFields, parseResults } from '../codec/xep0055.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'

/** Looking for people and things in a directory (XEP-0055). */
export class Search extends Extension {
  override get handlers(): Handlers {
    return {
      'xmpp.search.get': async ({ to }) =>
        parseFields(await this.request(buildSearch('get', this._getId(), to))),
      'xmpp.search.do': async (data) =>
        parseResults(await this.request(buildSearch('set', this._getId(), data.to, ...buildWish(data)))),
    }
  }
}
