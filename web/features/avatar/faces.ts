import type { ProtocolError } from '#protocol/define.ts'
import { sha1 } from '../../lib/sha1.ts'
import type { Request } from '../../transport/request.ts'
import { bytesOf, hexOf } from './base64.ts'
import { faceOf } from './face.ts'
import { lanes } from './lanes.ts'
import type { AvatarShelf } from './shelf.ts'

/** Where a picture is: among the data of a bare JID (XEP-0084), or in the card of that address (XEP-0153). */
export interface Source {
  /** SHA-1 of the picture, in hexadecimal. */
  readonly id: string
  readonly of: string
  readonly how: 'data' | 'card'
}

/** So many are asked for at once: whoever reads does not wait for faces. */
const WIDTH = 3
/** What another try may mend. */
const PASSING = new Set([
  'not-connected',
  'disconnected',
  'timeout',
  'remote-timeout',
  'rate-limited',
  'busy',
])

/** Pictures by their sources, each fetched once. */
export class Faces {
  readonly #shelf: AvatarShelf
  readonly #request: Request
  readonly #made = new Map<string, Promise<string | undefined>>()
  readonly #inLane = lanes(WIDTH)

  constructor(shelf: AvatarShelf, request: Request) {
    this.#shelf = shelf
    this.#request = request
  }

  /** Its address in this page; undefined where there is none, or none that may be shown. */
  address(source: Source): Promise<string | undefined> {
    const key = `${source.of}\n${source.id}`
    let made = this.#made.get(key)
    if (!made) {
      made = this.#find(source, () => this.#made.delete(key))
      this.#made.set(key, made)
    }
    return made
  }

  /** A picture that came along with something else; its source, where it can be shown. */
  async offer(of: string, content: string): Promise<Source | undefined> {
    const bytes = bytesOf(content)
    const face = bytes && (await faceOf(bytes))
    if (!bytes || !face) return undefined
    const source: Source = { id: hexOf(sha1(bytes)), of, how: 'card' }
    this.#made.set(`${of}\n${source.id}`, Promise.resolve(URL.createObjectURL(face)))
    void this.#shelf.keepFace(source.id, face)
    return source
  }

  async #find(source: Source, forget: () => void): Promise<string | undefined> {
    const face =
      (await this.#shelf.face(source.id)) ?? (await this.#inLane(() => this.#fetch(source, forget)))
    return face && URL.createObjectURL(face)
  }

  async #fetch(source: Source, forget: () => void): Promise<Blob | undefined> {
    const content = await this.#content(source)
    if (typeof content !== 'string') {
      if (PASSING.has(content.reason ?? '')) forget()
      return undefined
    }
    const bytes = bytesOf(content)
    // Under another's id it would be shown as theirs, from the shelf as well.
    if (!bytes || hexOf(sha1(bytes)) !== source.id.toLowerCase()) return undefined
    const face = await faceOf(bytes)
    if (face) void this.#shelf.keepFace(source.id, face)
    return face
  }

  async #content({ id, of, how }: Source): Promise<string | ProtocolError> {
    if (how === 'data') {
      const data = await this.#request('xmpp.avatar.data', { of, id })
      return data.ok ? data.value.content : data.error
    }
    const card = await this.#request('xmpp.vcard.get', { to: of })
    if (!card.ok) return card.error
    return card.value.photo ? card.value.photo.binval : ''
  }
}
