import type { CommandName } from '#protocol/index.ts'
import { Models } from '../store/model.ts'
import type { Env } from './env.ts'
import { Ingress } from './ingress.ts'
import type { Result } from './request.ts'

/** The gateway's stand-in for unit tests: records commands, answers as told, delivers events at once. */
export class FakeGateway {
  readonly sent: [CommandName, unknown][] = []
  readonly refused: string[] = []
  readonly models: Models<Env>
  readonly #ingress: Ingress<Env>
  #answers = new Map<string, (data: unknown) => Result<unknown> | Promise<Result<unknown>>>()
  time = Date.parse('2026-01-01T12:00:00Z')

  /** `awaited`: slices whose part the test loads later. */
  constructor(...awaited: string[]) {
    this.models = new Models<Env>({
      now: () => this.time,
      reconnect: () => {},
      request: async (name, data) => {
        this.sent.push([name, data])
        const answer = this.#answers.get(name)
        return (answer ? await answer(data) : { ok: true, value: true }) as never
      },
    })
    this.#ingress = new Ingress(this.models, (event) => this.refused.push(event), {
      awaited,
      schedule: () => {},
    })
  }

  answer(name: CommandName, answer: (data: unknown) => Result<unknown> | Promise<Result<unknown>>): void {
    this.#answers.set(name, answer)
  }

  /** The part of a slice is there. */
  arrived(slice: string): void {
    this.#ingress.arrived(slice)
  }

  /** Delivers the event as one frame. */
  event(name: string, data: unknown): void {
    this.#ingress.receive(name, data)
    this.#ingress.flush()
  }
}
