const MOST = 1000

/** The last thousand things that were done, so that what every tab asks for is done once. */
export class FirstTimes {
  /** Made at the first one, for an idle session has none. */
  #done: Set<string> | undefined

  /** True once for each name. */
  isFirst(name: string): boolean {
    this.#done ??= new Set()
    if (this.#done.has(name)) return false
    this.#done.add(name)
    const [oldest] = this.#done
    if (this.#done.size > MOST && oldest !== undefined) this.#done.delete(oldest)
    return true
  }
}
