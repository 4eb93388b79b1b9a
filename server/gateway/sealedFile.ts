import type { About, Credential } from './credential.ts'
import type { SealedStore } from './sealedStore.ts'

/** One change alone is written almost at once; of many in a row, each time all that came meanwhile. */
const FIRST_MS = 20
const NEXT_MS = 500

export interface SealedContent {
  about: About
  credential: Credential
}

/** The file of one session that is awake: written again when what it holds has changed, one write at a time. */
export class SealedFile {
  readonly name: string
  readonly #store: SealedStore
  readonly #key: Buffer
  readonly #content: () => SealedContent
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()
  #isDirty = false
  #isClosed = false
  #isThere = false
  #writtenAt = performance.now()

  constructor(store: SealedStore, name: string, key: Buffer, content: () => SealedContent) {
    this.#store = store
    this.name = name
    this.#key = key
    this.#content = content
    this.#isThere = store.has(name)
  }

  /** Some state of it stands on the disk. */
  get isThere(): boolean {
    return this.#isThere
  }

  /** Since it was last written, or first held. */
  get ageMs(): number {
    return performance.now() - this.#writtenAt
  }

  /** The disk did not take the last change. */
  get isDirty(): boolean {
    return this.#isDirty
  }

  /** Something has changed; soon it will be on the disk. */
  change(): void {
    if (this.#isClosed) return
    this.#isDirty = true
    const wait = this.ageMs > NEXT_MS ? FIRST_MS : NEXT_MS
    this.#timer ??= setTimeout(() => void this.flush(), wait).unref()
  }

  /** What holds at this moment is on the disk when this resolves, if the disk takes it. */
  flush(): Promise<void> {
    if (this.#isClosed) return this.#writing
    clearTimeout(this.#timer)
    this.#timer = undefined
    const { about, credential } = this.#content()
    this.#writing = this.#writing.then(async () => {
      const isWritten = await this.#store.write(this.name, this.#key, about, credential)
      this.#isThere ||= isWritten
      this.#isDirty = !isWritten
      this.#writtenAt = performance.now()
    })
    return this.#writing
  }

  /** Keeps what holds at this moment, whatever comes. */
  close(): Promise<void> {
    const written = this.flush()
    this.#isClosed = true
    return written
  }

  /** Nobody comes back with it. */
  remove(): Promise<void> {
    clearTimeout(this.#timer)
    this.#isClosed = true
    this.#store.bury(this.name)
    this.#writing = this.#writing.then(() => this.#store.remove(this.name))
    return this.#writing
  }
}
