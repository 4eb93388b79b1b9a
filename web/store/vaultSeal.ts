/** Two keys that this browser can use and nobody can read: one seals what is kept, the other hides its names. */
export interface VaultKeys {
  readonly seal: CryptoKey
  readonly hash: CryptoKey
}

export async function makeKeys(): Promise<VaultKeys> {
  const { subtle } = crypto
  const [seal, hash] = await Promise.all([
    subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  ])
  return { seal, hash }
}

/** For AES-GCM: 96 bits, never the same twice under one key. */
const NONCE_BYTES = 12
const encoder = new TextEncoder()

export class Sealer {
  readonly #keys: VaultKeys

  constructor(keys: VaultKeys) {
    this.#keys = keys
  }

  /** The same name gives the same text, from which nobody without the key tells the name. */
  async hash(name: string): Promise<string> {
    const bytes = await crypto.subtle.sign('HMAC', this.#keys.hash, encoder.encode(name))
    return btoa(String.fromCharCode(...new Uint8Array(bytes)))
  }

  /** `place` is sealed in: what lies anywhere else does not open. */
  async seal(value: unknown, place: string): Promise<Uint8Array> {
    const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
    const how = { name: 'AES-GCM', iv, additionalData: encoder.encode(place) }
    const sealed = await crypto.subtle.encrypt(how, this.#keys.seal, encoder.encode(JSON.stringify(value)))
    const box = new Uint8Array(NONCE_BYTES + sealed.byteLength)
    box.set(iv)
    box.set(new Uint8Array(sealed), NONCE_BYTES)
    return box
  }

  /** Undefined when it was not sealed with these keys, for this place. */
  async open<T>(box: Uint8Array, place: string): Promise<T | undefined> {
    try {
      const iv = box.slice(0, NONCE_BYTES)
      const how = { name: 'AES-GCM', iv, additionalData: encoder.encode(place) }
      const plain = await crypto.subtle.decrypt(how, this.#keys.seal, box.slice(NONCE_BYTES))
      return JSON.parse(new TextDecoder().decode(plain))
    } catch {
      return undefined
    }
  }
}
