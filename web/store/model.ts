/** What a model may use of the world. `Request` is typed by the transport; the store knows it by name only. */
export interface Reducible {
  /** Event name → what it does to this model. Several models may read one event. */
  readonly reducers?: Readonly<Record<string, ((data: never) => void) | undefined>>
  /** Back to nothing: before a snapshot is applied and at sign-out. */
  readonly reset?: () => void
}

/** A token for one model (or set of commands); `create` runs once per page, `use` gives the models it needs. */
export interface ModelToken<M, Env = never> {
  readonly name: string
  readonly create: (use: Use<Env>, env: Env) => M
}
export type Use<Env> = <M>(token: ModelToken<M, Env>) => M

/** All models of one page. Made on first use, so the order of `needs` takes care of itself. */
export class Models<Env> {
  readonly #made = new Map<string, unknown>()
  readonly #making = new Set<string>()
  readonly env: Env

  constructor(env: Env) {
    this.env = env
  }

  use = <M>(token: ModelToken<M, Env>): M => {
    if (!this.#made.has(token.name)) {
      if (this.#making.has(token.name)) throw new Error(`Models need each other in a circle: ${token.name}`)
      this.#making.add(token.name)
      this.#made.set(token.name, token.create(this.use, this.env))
      this.#making.delete(token.name)
    }
    return this.#made.get(token.name) as M
  }

  /** Every model's own reducer of this event. */
  dispatch(event: string, data: unknown): void {
    for (const model of this.#made.values()) {
      const reduce = (model as Reducible).reducers?.[event] as ((data: unknown) => void) | undefined
      reduce?.(data)
    }
  }

  reset(): void {
    for (const model of this.#made.values()) (model as Reducible).reset?.()
  }
}
