import { join } from 'node:path'
import * as z from 'zod/mini'
import { About, Credential } from './credential.ts'
import { aboutKey, credentialKey, nameOf, type ServerKey, seal, unseal } from './seal.ts'
import { disk, type SealedFs } from './sealedFs.ts'
import { sealingKeys } from './sealingKeys.ts'

/** How long a session may go unused, and how long it may last in all, in milliseconds. */
export const IDLE_MS = 12 * 3600_000
export const ABSOLUTE_MS = 7 * 24 * 3600_000
/** Of an account, with nobody there; the one that was not used for longest goes first. */
const MAX_ASLEEP = 20

const NAME = /^[0-9a-f]{64}$/u
const File = z.object({ v: z.literal(1), key: z.string(), about: z.string(), credential: z.string() })

export interface StoreOptions {
  /** The folder of the sealed files, and the file of the gateway's keys. */
  folder: string
  keyFile: string
  /** What operators are to know; never anything of a session. */
  note: (event: string, detail?: Record<string, string>) => void
  fs?: SealedFs
  now?: () => number
}

export interface Opened {
  about: About
  credential: Credential
  /** The key that seals from now on. */
  key: Buffer
}

/**
 * Credentials of sessions on the disk, one file each, named by the hash of the cookie's token. The cookie has one half
 * of the key, `sealing.key` the other; what a list tells opens with the latter alone. A disk that takes no more is noted
 * and said in `isFailing`; nothing here rejects.
 */
export class SealedStore {
  readonly #options: StoreOptions
  readonly #fs: SealedFs
  readonly #now: () => number
  #keys: readonly ServerKey[] = []
  readonly #abouts = new Map<string, About>()
  /** Signed out; the file may still be there. */
  readonly #dead = new Set<string>()
  /** Of those, the files that the disk would not let go of. */
  readonly #undead = new Set<string>()
  #isWriteFailing = false
  #wasFailing = false

  private constructor(options: StoreOptions) {
    this.#options = options
    this.#fs = options.fs ?? disk
    this.#now = options.now ?? Date.now
  }

  /** Rejects only where the operator must do something: a key file that is no key file. */
  static async open(options: StoreOptions): Promise<SealedStore> {
    const store = new SealedStore(options)
    await store.#load()
    return store
  }

  get isFailing(): boolean {
    return this.#isWriteFailing || this.#undead.size > 0
  }

  has(name: string): boolean {
    return this.#abouts.has(name) && !this.#dead.has(name)
  }

  /** The sealed sessions of an account: those of others tell nothing. */
  of(account: string): { name: string; about: About }[] {
    return [...this.#abouts]
      .filter(([name, about]) => about.account === account && this.has(name))
      .map(([name, about]) => ({ name, about }))
  }

  /**
   * What the holder of this token left here; undefined when that is nothing, too old, or does not open. `later` when the
   * disk would not say.
   */
  async read(token: string): Promise<Opened | 'later' | undefined> {
    const name = nameOf(token)
    const known = this.#abouts.get(name)
    if (known === undefined || !this.has(name)) return undefined
    if (this.#isOld(known)) {
      this.#options.note('expired')
      await this.remove(name)
      return undefined
    }
    try {
      const { key: id, credential } = File.parse(
        JSON.parse(await this.#fs.readFile(this.#path(name), 'utf8')),
      )
      const sealedWith = this.#keys.find((key) => key.id === id)
      const [newest] = this.#keys
      if (!sealedWith || !newest) return undefined
      const opened = Credential.safeParse(unseal(credentialKey(token, sealedWith), name, credential))
      if (!opened.success) {
        this.#options.note('seal-broken')
        return undefined
      }
      return { about: known, credential: opened.data, key: credentialKey(token, newest) }
    } catch (error) {
      const code = codeOf(error)
      this.#options.note('seal-unreadable', { code: code ?? 'malformed' })
      return code === undefined || code === 'ENOENT' ? undefined : 'later'
    }
  }

  /** The key for what a new token's holder leaves here; undefined where nothing can be kept. */
  keyFor(token: string): Buffer | undefined {
    const [newest] = this.#keys
    return newest && credentialKey(token, newest)
  }

  /** False when the disk did not take it; what was there before then stays. */
  async write(name: string, key: Buffer, about: About, credential: Credential): Promise<boolean> {
    const [newest] = this.#keys
    if (!newest || this.#dead.has(name)) return false
    const file: z.infer<typeof File> = {
      v: 1,
      key: newest.id,
      about: seal(aboutKey(newest), name, about),
      credential: seal(key, name, credential),
    }
    const temporary = `${this.#path(name)}.new`
    try {
      await this.#fs.writeFile(temporary, JSON.stringify(file), { mode: 0o600 })
      await this.#fs.rename(temporary, this.#path(name))
    } catch (error) {
      await this.#fs.unlink(temporary).catch(() => {})
      this.#isWriteFailing = true
      this.#say(error)
      return false
    }
    this.#abouts.set(name, about)
    this.#isWriteFailing = false
    this.#say()
    return true
  }

  /** From this moment on nobody comes back with it; `remove` follows. */
  bury(name: string): void {
    this.#dead.add(name)
  }

  async remove(name: string): Promise<void> {
    this.#dead.add(name)
    this.#abouts.delete(name)
    const failure = await this.#fs.unlink(this.#path(name)).then(
      () => undefined,
      (error) => (codeOf(error) === 'ENOENT' ? undefined : error),
    )
    // Nobody comes back with it as long as we live; the disk is asked again later.
    if (failure) this.#undead.add(name)
    else {
      this.#dead.delete(name)
      this.#undead.delete(name)
    }
    this.#say(failure)
  }

  /** Removes what is too old, and what could not be removed before; but nothing of a session that is awake. */
  async sweep(isAwake: (name: string) => boolean): Promise<void> {
    if (this.#keys.length === 0) await this.#load().catch(() => {})
    for (const [name, about] of [...this.#abouts])
      if (this.#isOld(about) && !isAwake(name)) await this.remove(name)
    for (const name of [...this.#undead]) await this.remove(name)
  }

  async prune(account: string, isAwake: (name: string) => boolean): Promise<void> {
    const asleep = this.of(account).filter(({ name }) => !isAwake(name))
    asleep.sort((a, b) => b.about.seen - a.about.seen)
    for (const { name } of asleep.slice(MAX_ASLEEP)) await this.remove(name)
  }

  async #load(): Promise<void> {
    const { folder, keyFile } = this.#options
    try {
      await this.#fs.mkdir(folder, { recursive: true, mode: 0o700 })
      this.#keys = await sealingKeys(keyFile, this.#fs)
      for (const name of await this.#fs.readdir(folder)) await this.#learn(name)
    } catch (error) {
      if (codeOf(error) === undefined) throw error
      this.#isWriteFailing = true
      this.#say(error)
    }
  }

  // A clock that was put back makes nothing older; a file from further ahead than it may live is nobody's.
  #isOld({ since, seen }: About): boolean {
    const now = this.#now()
    return now - seen > IDLE_MS || now - since > ABSOLUTE_MS || since - now > ABSOLUTE_MS
  }

  async #learn(name: string): Promise<void> {
    const path = join(this.#options.folder, name)
    if (!NAME.test(name)) {
      // Half written when a process before this one died.
      if (name.endsWith('.new')) await this.#fs.unlink(path).catch(() => {})
      return
    }
    try {
      const { key: id, about } = File.parse(JSON.parse(await this.#fs.readFile(path, 'utf8')))
      const key = this.#keys.find((each) => each.id === id)
      const told = About.safeParse(key && unseal(aboutKey(key), name, about))
      if (told.success) {
        this.#abouts.set(name, told.data)
        if (this.#isOld(told.data)) await this.remove(name)
        return
      }
    } catch (error) {
      if (codeOf(error) !== undefined) this.#options.note('seal-unreadable', { code: codeOf(error) ?? '' })
    }
    // Sealed with a key that is not here, or broken. The key may come back, so it goes only once it is too old anyway.
    const { mtimeMs } = await this.#fs.stat(path)
    if (this.#now() - mtimeMs > ABSOLUTE_MS) await this.remove(name)
  }

  #path(name: string): string {
    return join(this.#options.folder, name)
  }

  #say(error?: unknown): void {
    if (this.isFailing === this.#wasFailing) return
    this.#wasFailing = this.isFailing
    if (this.isFailing) this.#options.note('sealing-fails', { code: codeOf(error) ?? 'unknown' })
    else this.#options.note('sealing-works')
  }
}

const codeOf = (error: unknown): string | undefined =>
  typeof (error as NodeJS.ErrnoException).code === 'string'
    ? (error as NodeJS.ErrnoException).code
    : undefined
