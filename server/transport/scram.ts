import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { LoginFailure } from './types.ts'

// RFC 5802 (SCRAM-SHA-1) and RFC 7677 (SCRAM-SHA-256). xmpp.js knows only the first and does not check the proof.
const derive = promisify(pbkdf2)
const MIN_ITERATIONS = 4096
const MAX_ITERATIONS = 1_000_000

export type ScramHash = 'sha1' | 'sha256'

/** RFC 4013 as far as it changes passwords that people type: NFKC, no soft hyphens, no odd spaces. */
export function prepare(text: string): string {
  return text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\p{Zs}/gu, ' ')
    .normalize('NFKC')
}

/** One SCRAM conversation: `first()`, `final(challenge)`, `verify(success)`. Throws LoginFailure on a false server. */
export class Scram {
  readonly #hash: ScramHash
  readonly #user: string
  readonly #password: string
  readonly #nonce: string
  #serverSignature: Buffer | undefined

  constructor(hash: ScramHash, user: string, password: string, nonce = randomBytes(18).toString('base64')) {
    this.#hash = hash
    this.#user = prepare(user).replace(/=/gu, '=3D').replace(/,/gu, '=2C')
    this.#password = prepare(password)
    this.#nonce = nonce
  }

  get #bare(): string {
    return `n=${this.#user},r=${this.#nonce}`
  }

  first(): string {
    return `n,,${this.#bare}`
  }

  async final(challenge: string): Promise<string> {
    const fields = parse(challenge)
    const nonce = fields.get('r') ?? ''
    const salt = Buffer.from(fields.get('s') ?? '', 'base64')
    const iterations = Number(fields.get('i'))
    if (
      fields.has('m') ||
      !nonce.startsWith(this.#nonce) ||
      nonce.length === this.#nonce.length ||
      salt.length === 0
    )
      throw new LoginFailure('server-proof', 'The server answered with a foreign nonce')
    if (!Number.isInteger(iterations) || iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS)
      throw new LoginFailure('server-proof', 'The server asked for an unsafe number of rounds')
    const length = this.#hash === 'sha1' ? 20 : 32
    const salted = await derive(this.#password, salt, iterations, length, this.#hash)
    const withoutProof = `c=biws,r=${nonce}`
    const signed = `${this.#bare},${challenge},${withoutProof}`
    const clientKey = this.#hmac(salted, 'Client Key')
    const storedKey = createHash(this.#hash).update(clientKey).digest()
    const signature = this.#hmac(storedKey, signed)
    const proof = Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] ?? 0)))
    this.#serverSignature = this.#hmac(this.#hmac(salted, 'Server Key'), signed)
    return `${withoutProof},p=${proof.toString('base64')}`
  }

  /** RFC 5802 §5.1: only who knows the password can have made this. */
  verify(success: string): void {
    const proof = Buffer.from(parse(success).get('v') ?? '', 'base64')
    const wanted = this.#serverSignature
    if (wanted === undefined || proof.length !== wanted.length || !timingSafeEqual(proof, wanted))
      throw new LoginFailure('server-proof', 'The server could not prove that it knows the account')
  }

  #hmac(key: Buffer, text: string): Buffer {
    return createHmac(this.#hash, key).update(text).digest()
  }
}

function parse(message: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const part of message.split(',')) if (part[1] === '=') fields.set(part.slice(0, 1), part.slice(2))
  return fields
}
