import { createHash, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'

type Hash = 'sha1' | 'sha256'

/** What a false server may do. */
export interface Lies {
  nonce?: string
  salt?: string
  iterations?: string
  proof?: string
}

/** The server's side of RFC 5802, written apart from the client's so that both cannot share a mistake. */
export class TestScram {
  readonly #hash: Hash
  readonly #first: string
  readonly #serverFirst: string
  readonly #lies: Lies
  readonly user: string

  constructor(hash: Hash, clientFirst: string, lies: Lies = {}) {
    this.#hash = hash
    this.#lies = lies
    this.#first = clientFirst.replace(/^n,,/u, '')
    const [, user, nonce] = /^n=([^,]*),r=(.*)$/u.exec(this.#first) ?? []
    this.user = (user ?? '').replaceAll('=2C', ',').replaceAll('=3D', '=')
    const salt = lies.salt ?? Buffer.from('delorean').toString('base64')
    this.#serverFirst = `r=${lies.nonce ?? `${nonce}flux`},s=${salt},i=${lies.iterations ?? '4096'}`
  }

  challenge(): string {
    return this.#serverFirst
  }

  /** The server's last word, or undefined when the password was wrong. */
  finish(clientFinal: string, password: string): string | undefined {
    const [, withoutProof, proof] = /^(.*),p=(.*)$/u.exec(clientFinal) ?? []
    const [, salt, rounds] = /,s=([^,]*),i=(.*)$/u.exec(this.#serverFirst) ?? []
    const length = this.#hash === 'sha1' ? 20 : 32
    const salted = pbkdf2Sync(password, Buffer.from(salt ?? '', 'base64'), Number(rounds), length, this.#hash)
    const signed = `${this.#first},${this.#serverFirst},${withoutProof}`
    const hmac = (key: Buffer, text: string) => createHmac(this.#hash, key).update(text).digest()
    const clientKey = hmac(salted, 'Client Key')
    const stored = createHash(this.#hash).update(clientKey).digest()
    const given = Buffer.from(proof ?? '', 'base64')
    const signature = hmac(stored, signed)
    const recovered = Buffer.from(signature.map((byte, i) => byte ^ (given[i] ?? 0)))
    if (!timingSafeEqual(createHash(this.#hash).update(recovered).digest(), stored)) return undefined
    return `v=${this.#lies.proof ?? hmac(hmac(salted, 'Server Key'), signed).toString('base64')}`
  }
}
