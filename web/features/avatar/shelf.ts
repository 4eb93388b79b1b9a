import type { Vault } from '../../store/vault.ts'
import { base64Of, bytesOf } from './base64.ts'

const SHELF = 'avatars'
const FACES = 'faces'
const OWNERS = 'owners'
const WEEK_MS = 7 * 24 * 3600_000
/** A face that nobody saw for so long goes. */
const KEPT_MS = 8 * WEEK_MS
const MAX_OWNERS = 2000

interface KeptFace {
  readonly type: string
  readonly content: string
  readonly at: number
}

/** The faces that this browser keeps for the account, and whose they are. */
export class AvatarShelf {
  readonly #vault: () => Promise<Vault | undefined>
  readonly #now: () => number

  constructor(vault: () => Promise<Vault | undefined>, now: () => number) {
    this.#vault = vault
    this.#now = now
  }

  async face(id: string): Promise<Blob | undefined> {
    const kept = await (await this.#vault())?.get<KeptFace>(SHELF, `face ${id}`)
    const bytes = kept && bytesOf(kept.content)
    if (!kept || !bytes) return undefined
    const blob = new Blob([bytes], { type: kept.type })
    if (this.#now() - kept.at > WEEK_MS) void this.keepFace(id, blob)
    return blob
  }

  async keepFace(id: string, face: Blob): Promise<void> {
    const vault = await this.#vault()
    if (!vault) return
    const at = this.#now()
    const content = base64Of(new Uint8Array(await face.arrayBuffer()))
    const value: KeptFace = { type: face.type, content, at }
    await vault.put(SHELF, [{ key: `face ${id}`, group: FACES, order: at, value }])
  }

  /** Bare JID → the id of the face that it had last. */
  async owners(): Promise<ReadonlyMap<string, string>> {
    const rows = await (await this.#vault())?.range<{ jid: string; id: string }>(SHELF, OWNERS, {
      limit: MAX_OWNERS,
      reverse: true,
    })
    return new Map(rows?.map(({ value }) => [value.jid, value.id]))
  }

  async keepOwner(jid: string, id: string | undefined): Promise<void> {
    const vault = await this.#vault()
    const key = `owner ${jid}`
    if (id === undefined) await vault?.delete(SHELF, [key])
    else await vault?.put(SHELF, [{ key, group: OWNERS, order: this.#now(), value: { jid, id } }])
  }

  /** Throws away what nobody saw for long. */
  async tidy(): Promise<void> {
    const vault = await this.#vault()
    const old = await vault?.range(SHELF, FACES, { limit: 100, below: this.#now() - KEPT_MS })
    if (old && old.length > 0)
      await vault?.delete(
        SHELF,
        old.map(({ key }) => key),
      )
  }
}
