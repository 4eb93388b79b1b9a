import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** What is sealed is filled up to a multiple of this: its length must not tell how long a password is. */
const BLOCK_BYTES = 1024

/** A key of the gateway's own; `id` says which one sealed a file, and nothing about it. */
export interface ServerKey {
  readonly id: string
  readonly secret: Buffer
}

export function serverKey(secret: Buffer): ServerKey {
  return { id: createHash('sha256').update('id').update(secret).digest('hex').slice(0, 16), secret }
}

/** What a token is known by here: its SHA-256, in hex. */
export const nameOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The key of a credential: it takes the cookie's token and the gateway's own key to make it. */
export const credentialKey = (token: string, { secret }: ServerKey): Buffer =>
  derive(Buffer.from(token, 'utf8'), secret, 'hoverboard credential 1')

/** The key of what is told about a session in a list: the gateway's own alone. */
export const aboutKey = ({ secret }: ServerKey): Buffer =>
  derive(secret, Buffer.alloc(0), 'hoverboard about 1')

// RFC 5869
const derive = (secret: Buffer, salt: Buffer, use: string) =>
  Buffer.from(hkdfSync('sha256', secret, salt, use, 32))

/** Base64 of nonce, ciphertext and tag. `name` is bound in: a file that is moved to another's name does not open. */
export function seal(key: Buffer, name: string, content: unknown): string {
  const text = Buffer.from(JSON.stringify(content), 'utf8')
  const filled = Buffer.alloc(Math.ceil((text.length + 1) / BLOCK_BYTES) * BLOCK_BYTES, ' ')
  text.copy(filled)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(name))
  return Buffer.concat([nonce, cipher.update(filled), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** Undefined when the key is another one or a bit was changed. */
export function unseal(key: Buffer, name: string, sealed: string): unknown {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    const text = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]
    return JSON.parse(Buffer.concat(text).toString('utf8'))
  } catch {
    return undefined
  }
}
