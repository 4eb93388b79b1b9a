import type { CommandData, CommandReply } from '#protocol/index.ts'
import { parseJid, sameJid } from '#protocol/jid.ts'
import { buildForm } from '../codec/xep0004.ts'
import {
  buildFields,
  buildRegister,
  formOfRefusal,
  NS_REGISTER,
  parseRegistration,
} from '../codec/xep0077.ts'
import { Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import { type Element, xml } from '../xmpp/xml.ts'

/** A client of ours, which signs in again by itself; another host's does not. */
interface Returning {
  changePassword?: (password: string) => void
}

/** Services whose forms are remembered; nobody registers with more at once. */
const MOST_FORMS = 20

/** Accounts with services, one's own among them (XEP-0077). */
export class Register extends Extension {
  // XEP-0068 §3: a form goes back under the name that it came with. A room service of ejabberd's takes no other.
  readonly #formTypes = new Map<string, string>()

  override get handlers(): Handlers {
    return {
      'xmpp.register.get': ({ to }) => this.#ask(to),
      'xmpp.register.set': (data) => this.#fill(data, this.#formTypes.get(data.to) ?? NS_REGISTER),
      'xmpp.register.password': (data) => this.#fill(data, `${NS_REGISTER}:changepassword`),
      'xmpp.register.unregister': ({ to, form }) => this.#leave(to, form),
    }
  }

  async #ask(to: string): Promise<CommandReply<'xmpp.register.get'>> {
    const asked = parseRegistration(await this.request(buildRegister('get', this._getId(), to)))
    this.#formTypes.delete(to)
    if (asked.form?.formType) this.#formTypes.set(to, asked.form.formType)
    const [oldest] = this.#formTypes.keys()
    if (this.#formTypes.size > MOST_FORMS && oldest !== undefined) this.#formTypes.delete(oldest)
    return asked
  }

  async #fill(
    data: CommandData<'xmpp.register.set'>,
    formType: string,
  ): Promise<CommandReply<'xmpp.register.set'>> {
    await this.#submit(buildRegister('set', this._getId(), data.to, ...buildFields(data, formType)))
    const { username, password } = wordsOf(data)
    // A server takes both events for the same thing, and an administrator may mean somebody else.
    if (password && this.#isOwn(data.to) && this.#isOwnName(username)) {
      const client = this.manager.client as Returning | false
      if (client) client.changePassword?.(password)
      this.#changed({ password })
    }
    return { registered: true }
  }

  async #leave(to: string, form: CommandData<'xmpp.register.unregister'>['form']): Promise<true> {
    const wish = form ? buildForm(form, `${NS_REGISTER}:cancel`) : xml('remove')
    const tell = (account: 'leaving' | 'staying' | 'gone') => {
      if (this.#isOwn(to)) this.#changed({ account })
    }
    tell('leaving')
    try {
      await this.#submit(buildRegister('set', this._getId(), to, wish))
    } catch (error) {
      tell('staying')
      throw error
    }
    tell('gone')
    return true
  }

  /** A refusal may hold a form with what is missing. */
  async #submit(iq: Element): Promise<void> {
    try {
      await this.request(iq)
    } catch (error) {
      const form = error instanceof Failure && error.stanza ? formOfRefusal(error.stanza) : undefined
      if (!(error instanceof Failure) || !form) throw error
      throw new Failure({ ...error.error, form })
    }
  }

  #isOwn(to: string): boolean {
    return sameJid(to, this.ownJid().domain) || sameJid(to, this.ownBare())
  }

  #isOwnName(username: string | undefined): boolean {
    const { user, domain } = this.ownJid()
    return !username || parseJid(`${username}@${domain}`)?.user === user
  }

  /** The host hears of it as `client:account`: it may hold the password, and other sessions. */
  #changed(change: { password: string } | { account: 'leaving' | 'staying' | 'gone' }): void {
    const host = this.manager as Partial<Pick<typeof this.manager, 'emit'>>
    host.emit?.('client:account', change)
  }
}

/** Who is spoken of, and the new password, as fields or in the form. */
function wordsOf({ username, password, form }: CommandData<'xmpp.register.set'>): {
  username: string | undefined
  password: string | undefined
} {
  const inForm = (name: string) => {
    const value = form?.find((field) => field.var === name)?.value
    return typeof value === 'string' ? value : undefined
  }
  return { username: username ?? inForm('username'), password: password ?? inForm('password') }
}
