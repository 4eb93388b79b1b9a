import type { ModelToken, Use } from '../store/model.ts'
import type { Request } from './request.ts'

/** What models and commands may use of the world. */
export interface Env {
  readonly request: Request
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Tries to reach the gateway at once instead of at the next turn. */
  readonly reconnect: () => void
}

/** A model's token: `defineModel('roster', (use, env) => ({ … reducers, reset }))`. */
export function defineModel<M>(name: string, create: (use: Use<Env>, env: Env) => M): ModelToken<M, Env> {
  return { name, create }
}
