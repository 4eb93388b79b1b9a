import { fullJid, parseJid } from '#protocol/jid.ts'

const MOST = 200

/** Whom we have answered, by what id: nobody is to be answered twice. The latest of them. */
export class AnsweredRequests {
  // Made at the first one: an idle session has none.
  #keys: Set<string> | undefined

  add(key: string): void {
    this.#keys ??= new Set()
    this.#keys.add(key)
    const [oldest] = this.#keys
    if (this.#keys.size > MOST && oldest !== undefined) this.#keys.delete(oldest)
  }

  has(key: string): boolean {
    return this.#keys?.has(key) ?? false
  }

  /** The same id is asked under again. */
  delete(key: string): void {
    this.#keys?.delete(key)
  }

  clear(): void {
    this.#keys = undefined
  }
}

/** A request by who asked, however that is written, and its id. */
export function keyOf(from: string | undefined, id: string | undefined): string {
  const jid = from === undefined ? undefined : parseJid(from)
  // No address holds a line break.
  return `${jid ? fullJid(jid) : ''}\n${id ?? ''}`
}
