import { type ChildProcess, spawn } from 'node:child_process'

interface Options {
  cwd?: string
  env?: Record<string, string | undefined>
}

const KEPT_CHARS = 200_000

/** A process of ours: what it said, and an end that is sure to come. */
export class Child {
  readonly #process: ChildProcess
  readonly #gone: Promise<void>
  #log = ''
  #stdout = ''
  #exit: string | undefined
  #code: number | undefined

  constructor(command: string, args: readonly string[], { cwd, env }: Options = {}) {
    const child = spawn(command, args, {
      cwd,
      env: env as NodeJS.ProcessEnv,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.#process = child
    child.stdin?.on('error', () => {})
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout = (this.#stdout + text).slice(-KEPT_CHARS)
      this.#log = (this.#log + text).slice(-KEPT_CHARS)
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#log = (this.#log + text).slice(-KEPT_CHARS)
    })
    this.#gone = new Promise((resolve) => {
      const done = (how: string) => {
        this.#exit ??= how
        resolve()
      }
      child.once('error', (error) => done(error.message))
      child.once('exit', (code, signal) => {
        this.#code = code ?? undefined
        done(String(signal ?? code))
      })
    })
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  get hasExited(): boolean {
    return this.#exit !== undefined
  }

  /** Standard output and standard error, in the order they came. */
  get log(): string {
    return this.#log
  }

  get stdout(): string {
    return this.#stdout
  }

  /** Asks `ready` until it gives something; rejects with the log when the process ends first or time is up. */
  async until<T>(
    ready: () => T | undefined | Promise<T | undefined>,
    what: string,
    timeoutMs = 60_000,
  ): Promise<T> {
    const deadline = Date.now() + timeoutMs
    while (!this.hasExited && Date.now() < deadline) {
      const found = await ready()
      if (found !== undefined) return found
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
    const why = this.hasExited ? `ended (${this.#exit})` : `was not ready within ${timeoutMs / 1000} s`
    await this.stop()
    throw new Error(`${what} ${why}:\n${this.#log.slice(-4000)}`)
  }

  /** Sends the signal alone and waits for the end, whose exit code this gives. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | undefined> {
    this.#process.kill(signal)
    await this.#gone
    return this.#code
  }

  /** SIGTERM, and SIGKILL to what does not listen. */
  async stop(graceMs = 10_000): Promise<void> {
    if (this.hasExited) return
    this.#process.stdin?.end()
    this.#process.kill('SIGTERM')
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), graceMs)
    await this.#gone
    clearTimeout(timer)
  }
}
