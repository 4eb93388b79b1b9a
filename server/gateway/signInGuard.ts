import type { ProtocolError } from '#protocol/define.ts'
import type { SignIn } from '#protocol/session.ts'
import type { Audit } from './audit.ts'
import { evenly } from './evenly.ts'
import { SignInLimits } from './limits.ts'
import { rateLimited } from './refusals.ts'

/** Who wants to sign in, and from which address. */
export interface Attempt {
  kind: SignIn['kind']
  /** The bare address; of a guest, `guest`. */
  account: string
  address: string
  /** When it began, in milliseconds of the monotonic clock. */
  since: number
}

/** Counts and notes all sign-ins, of pages and of scripts alike: the server sees one gateway, and bans it as one. */
export class SignInGuard {
  readonly #audit: Audit
  readonly #limits: SignInLimits | undefined

  constructor(audit: Audit, limits: boolean) {
    this.#audit = audit
    this.#limits = limits ? new SignInLimits() : undefined
  }

  /**
   * Why this one may not be tried now. Asking counts as a try; where it may, `refused`, `abandoned` or `succeeded` must
   * follow, once.
   */
  refusal({ kind, account, address }: Attempt): ProtocolError | undefined {
    const seconds = this.#limits?.attempt(account, address, kind === 'password') ?? 0
    if (seconds === 0) return undefined
    this.#audit.note('login-throttled', { jid: account, address, seconds })
    return rateLimited(seconds)
  }

  /** Resolves when the one who tried may hear of it. */
  async refused(attempt: Attempt, reason: ProtocolError['reason']): Promise<void> {
    this.#answered(attempt)
    this.failed(attempt, reason)
    if (this.#limits) await evenly(attempt.since)
  }

  /** A password did not do, be it one that was not typed just now. */
  failed({ account, address }: { account: string; address?: string }, reason: ProtocolError['reason']): void {
    this.#audit.note('login-failed', { jid: account, address, reason })
    if (reason === 'wrong-password') this.#limits?.failed(account)
  }

  /** Whoever asked did not wait for the answer; it counts as a wrong password, for it may have been one. */
  abandoned(attempt: Attempt): void {
    const { account, address } = attempt
    this.#answered(attempt)
    this.#audit.note('login-failed', { jid: account, address, reason: 'abandoned' })
    this.#limits?.failed(account)
  }

  succeeded(attempt: Attempt, jid: string): void {
    const { kind, account, address } = attempt
    this.#answered(attempt)
    this.#audit.note('login', { jid, address, kind })
    // An account that is new proves nothing of who asks: an address that makes them goes on being counted.
    if (kind !== 'register') this.#limits?.succeeded(account, address)
  }

  #answered({ kind, account }: Attempt): void {
    if (kind === 'password') this.#limits?.answered(account)
  }

  /** Whether the server is left alone for now, whoever asks. */
  get isPaused(): boolean {
    return this.#limits?.isPaused === true
  }
}
