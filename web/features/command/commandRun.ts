import type { CommandAction, CommandStage } from '#protocol/command.ts'
import type { ProtocolError } from '#protocol/define.ts'
import type { FormSubmission } from '#protocol/forms.ts'
import { Value } from '../../store/value.ts'
import type { Request } from '../../transport/request.ts'

export interface Target {
  readonly jid: string
  readonly node: string
}

/** How far a command has come. */
export type Run =
  | { readonly is: 'starting' }
  | {
      readonly is: 'stage'
      readonly stage: CommandStage
      /** From 1 on; grows with each answer that brings another form. */
      readonly count: number
      /** What was asked for last, while the answer is on its way. */
      readonly busy?: CommandAction
      /** Why the last step was not taken; what was typed stays. */
      readonly error?: ProtocolError
    }
  | { readonly is: 'over'; readonly stage: CommandStage }
  /** It never began, or it is lost: `hadBegun` says which. */
  | { readonly is: 'failed'; readonly error: ProtocolError; readonly hadBegun: boolean }

/** After these the service knows nothing of the session any more (XEP-0050 §4.4). */
const LOST = new Set(['session-expired', 'bad-sessionid'])

/** One execution of a command, from its first question to its end; who leaves before ends it at the service too. */
export class CommandRun {
  readonly state = new Value<Run>({ is: 'starting' })
  readonly #request: Request
  readonly #target: Target
  #sessionId: string | undefined
  #hasLeft = false

  constructor(request: Request, target: Target) {
    this.#request = request
    this.#target = target
    void this.#ask('execute')
  }

  /** The next step; nothing happens while one is under way. */
  go(action: CommandAction, form?: FormSubmission): void {
    const now = this.state.get()
    if (now.is !== 'stage' || now.busy) return
    const { error: _error, ...before } = now
    this.state.set({ ...before, busy: action })
    void this.#ask(action, form)
  }

  leave(): void {
    if (this.#hasLeft) return
    this.#hasLeft = true
    if (this.state.get().is === 'stage') this.#cancel()
  }

  #cancel(): void {
    void this.#send('cancel')
  }

  async #ask(action: CommandAction, form?: FormSubmission): Promise<void> {
    const result = await this.#send(action, form)
    if (!result.ok) return this.#failed(result.error)
    const stage = result.value
    if (stage.sessionId !== undefined) this.#sessionId = stage.sessionId
    if (stage.status !== 'executing') return this.state.set({ is: 'over', stage })
    // Whoever left while the answer was on its way does not leave a session behind.
    if (this.#hasLeft) return this.#cancel()
    const now = this.state.get()
    this.state.set({ is: 'stage', stage, count: now.is === 'stage' ? now.count + 1 : 1 })
  }

  #failed(error: ProtocolError): void {
    const now = this.state.get()
    const hadBegun = now.is === 'stage'
    if (hadBegun && !LOST.has(error.application?.condition ?? '')) {
      const { busy: _busy, ...before } = now
      this.state.set({ ...before, error })
    } else this.state.set({ is: 'failed', error, hadBegun })
  }

  #send(action: CommandAction, form?: FormSubmission) {
    const { jid: to, node } = this.#target
    return this.#request('xmpp.command.do', {
      to,
      node,
      action,
      ...(this.#sessionId === undefined ? {} : { sessionId: this.#sessionId }),
      form,
    })
  }
}
