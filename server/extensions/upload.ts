import type { CommandData } from '#protocol/index.ts'
import type { UploadService, UploadSlot } from '#protocol/upload.ts'
import { NS_INFO, NS_ITEMS, parseItems } from '../codec/xep0030.ts'
import { buildSlotRequest, parseRefusal, parseService, parseSlot } from '../codec/xep0363.ts'
import { Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { isTrusted } from './slotTrust.ts'

/** One part of a server that is silent holds nobody up. */
const PATIENCE_MS = 10_000
/** A server lists a handful of parts. */
const MOST_PARTS = 50

/** Places for files (XEP-0363). What is put there, and fetched, is between the browser and the service. */
export class Upload extends Extension {
  readonly #origins: readonly string[]
  #service: Promise<UploadService> | undefined

  /** `origins`: where files may go beside the service's own domain and the account's. */
  constructor(origins: readonly string[] = []) {
    super()
    this.#origins = origins
  }

  override get handlers(): Handlers {
    return {
      'xmpp.upload.service': () => this.#find(),
      'xmpp.upload.slot': (data) => this.#slot(data),
    }
  }

  protected override started(): void {
    this.#service = undefined
  }

  async #slot(data: CommandData<'xmpp.upload.slot'>): Promise<UploadSlot> {
    const { jid, maxSize } = await this.#find()
    if (maxSize !== undefined && data.size > maxSize) throw tooLarge(maxSize)
    const slot = parseSlot(await this.#ask(buildSlotRequest(this._getId(), jid, data)))
    const trust = { domains: [jid, this.ownJid().domain], origins: this.#origins }
    if (slot && isTrusted(slot.put.url, trust) && isTrusted(slot.get.url, trust)) return slot
    const description = slot
      ? 'The service names a place for the file that is not its own'
      : 'The service named no place for the file'
    throw new Failure({
      type: 'cancel',
      condition: 'not-acceptable',
      description,
      reason: 'protocol',
      by: jid,
    })
  }

  /** The first part of the own server that says it keeps files. What is not found is looked for anew the next time. */
  #find(): Promise<UploadService> {
    if (this.#service) return this.#service
    const looking = this.#discover()
    this.#service = looking
    looking.catch(() => {
      if (this.#service === looking) this.#service = undefined
    })
    return looking
  }

  async #discover(): Promise<UploadService> {
    const { domain } = this.ownJid()
    const found = parseItems(await this.#query(domain, NS_ITEMS))
    const parts = found.flatMap(({ jid, node }) => (jid && !node && jid !== domain ? [jid] : []))
    const asked = [domain, ...new Set(parts.slice(0, MOST_PARTS))].map(async (jid) => {
      const service = parseService(await this.#query(jid, NS_INFO))
      if (service === undefined) throw new Failure(NONE)
      return { jid, ...service }
    })
    return Promise.any(asked).catch(() => {
      throw new Failure(NONE)
    })
  }

  async #query(to: string, xmlns: string): Promise<Element | undefined> {
    const iq = xml('iq', { type: 'get', id: this._getId(), to }, xml('query', { xmlns }))
    return (await this.request(iq, PATIENCE_MS)).getChild('query', xmlns)
  }

  async #ask(iq: Element): Promise<Element> {
    try {
      return await this.request(iq)
    } catch (error) {
      if (!(error instanceof Failure) || !error.stanza) throw error
      const { isTooLarge, maxSize, retryAt } = parseRefusal(error.stanza)
      const { condition } = error.error
      if (isTooLarge)
        throw new Failure({
          ...error.error,
          reason: 'too-long',
          ...(maxSize ? { detail: String(maxSize) } : {}),
        })
      if (condition !== 'resource-constraint' && retryAt === undefined) throw error
      const seconds =
        retryAt === undefined ? undefined : Math.max(1, Math.ceil((retryAt - Date.now()) / 1000))
      throw new Failure({
        ...error.error,
        reason: 'rate-limited',
        ...(seconds === undefined ? {} : { detail: String(seconds) }),
      })
    }
  }
}

const NONE = {
  type: 'cancel',
  condition: 'item-not-found',
  description: 'The server keeps no files',
  reason: 'unsupported',
} as const

const tooLarge = (maxSize: number) =>
  new Failure({
    type: 'modify',
    condition: 'not-acceptable',
    description: `The service takes files of at most ${maxSize} bytes`,
    reason: 'too-long',
    detail: String(maxSize),
  })
