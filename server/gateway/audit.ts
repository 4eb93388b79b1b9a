import { createHash, randomBytes } from 'node:crypto'

type Detail = Record<string, string | number | boolean | undefined>
const MAX_CHARS = 256

/**
 * What happened, for operators: one JSON line each, never a password, token, body or stanza. Addresses are hashed with
 * a key that changes daily, so that one day's lines belong together and no more.
 */
export class Audit {
  readonly #write: (line: string) => void
  readonly #clear: boolean
  #key = randomBytes(32)
  #day = ''

  constructor(write: (line: string) => void, clearJids = false) {
    this.#write = write
    this.#clear = clearJids
  }

  note(event: string, detail: Detail = {}): void {
    const line: Record<string, unknown> = { at: new Date().toISOString(), event }
    for (const [key, value] of Object.entries(detail)) {
      if (value === undefined || key === 'at' || key === 'event') continue
      line[key] = typeof value === 'string' ? printable(key === 'jid' ? this.#jid(value) : value) : value
    }
    this.#write(`${JSON.stringify(line)}\n`)
  }

  #jid(jid: string): string {
    if (this.#clear) return jid
    const day = new Date().toISOString().slice(0, 10)
    if (day !== this.#day) {
      this.#day = day
      this.#key = randomBytes(32)
    }
    return createHash('sha256').update(this.#key).update(jid).digest('base64url').slice(0, 16)
  }
}

// A nick with a line break or a terminal's escape must not write a line of its own.
const printable = (text: string) => text.slice(0, MAX_CHARS).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�')
