/** A bucket that fills by `perSecond` up to `burst`; `take` says in how many milliseconds there is room, 0 for now. */
export class TokenBucket {
  readonly #perSecond: number
  readonly #burst: number
  readonly #now: () => number
  #tokens: number
  #at: number

  constructor(perSecond: number, burst: number, now: () => number = Date.now) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#now = now
    this.#tokens = burst
    this.#at = now()
  }

  take(): number {
    const now = this.#now()
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1000) * this.#perSecond)
    this.#at = now
    if (this.#tokens >= 1) {
      this.#tokens--
      return 0
    }
    return Math.ceil(((1 - this.#tokens) / this.#perSecond) * 1000)
  }
}

/** A bucket for each of many; the one that was used longest ago goes when there are too many, and is full again. */
export class Buckets {
  readonly #buckets = new Map<string, TokenBucket>()
  readonly #make: () => TokenBucket

  constructor(perSecond: number, burst: number, now: () => number = Date.now) {
    this.#make = () => new TokenBucket(perSecond, burst, now)
  }

  take(key: string): number {
    const bucket = this.#buckets.get(key) ?? this.#make()
    remember(this.#buckets, key, bucket)
    return bucket.take()
  }
}

export const EVENTS_PER_SECOND = 40
export const EVENTS_BURST = 200
export const EVENTS_FLOOD_PER_SECOND = 200
export const MESSAGES_PER_SECOND = 5
export const MESSAGES_BURST = 20

const ACCOUNT_FAILURES = 5
const ACCOUNT_WINDOW_MS = 15 * 60_000
const ADDRESS_ATTEMPTS = 10
const ADDRESS_WINDOW_MS = 60_000
/** ejabberd's mod_fail2ban locks a whole address out for an hour at twenty failures: we stop before it does. */
const UPSTREAM_FAILURES = 15
/** Those whose answer is still to come may fail as well, and are counted as if they had. */
const UPSTREAM_AT_ONCE = 19
const UPSTREAM_PAUSE_MS = 60_000
const MAX_KEYS = 10_000

/** Sign-ins: how many may fail for an account, be tried from an address, and fail in a row in all. */
export class SignInLimits {
  readonly #accountFailures = new Map<string, number[]>()
  readonly #addressAttempts = new Map<string, number[]>()
  /** How many of an account, and of all, wait for the server's answer. */
  readonly #waiting = new Map<string, number>()
  #allWaiting = 0
  #failuresInARow = 0
  #pausedUntil = 0
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** Seconds to wait before this sign-in may be tried; 0 for now, and then, if it is a guess, `answered` must follow. */
  attempt(account: string, address: string, isGuess = true): number {
    const now = this.#now()
    if (now < this.#pausedUntil) return seconds(this.#pausedUntil - now)
    const failures = recent(this.#accountFailures, account, now - ACCOUNT_WINDOW_MS)
    if (failures.length >= ACCOUNT_FAILURES) return seconds((failures[0] ?? now) + ACCOUNT_WINDOW_MS - now)
    const attempts = recent(this.#addressAttempts, address, now - ADDRESS_WINDOW_MS)
    if (attempts.length >= ADDRESS_ATTEMPTS) return seconds((attempts[0] ?? now) + ADDRESS_WINDOW_MS - now)
    const waiting = this.#waiting.get(account) ?? 0
    const isFull = this.#failuresInARow + this.#allWaiting >= UPSTREAM_AT_ONCE
    if (isGuess && (isFull || failures.length + waiting >= ACCOUNT_FAILURES)) return 1
    remember(this.#addressAttempts, address, [...attempts, now])
    if (isGuess) {
      this.#waiting.set(account, waiting + 1)
      this.#allWaiting++
    }
    return 0
  }

  /** The server has answered this one, whatever it said, or nobody waits for that any more. */
  answered(account: string): void {
    const left = (this.#waiting.get(account) ?? 0) - 1
    if (left > 0) this.#waiting.set(account, left)
    else this.#waiting.delete(account)
    this.#allWaiting = Math.max(0, this.#allWaiting - 1)
  }

  /** Whether the server is left alone for now: it counts failures of everybody, and so do we. */
  get isPaused(): boolean {
    return this.#now() < this.#pausedUntil
  }

  failed(account: string): void {
    const now = this.#now()
    remember(this.#accountFailures, account, [
      ...recent(this.#accountFailures, account, now - ACCOUNT_WINDOW_MS),
      now,
    ])
    if (++this.#failuresInARow >= UPSTREAM_FAILURES) {
      this.#failuresInARow = 0
      this.#pausedUntil = now + UPSTREAM_PAUSE_MS
    }
  }

  succeeded(account: string, address: string): void {
    this.#accountFailures.delete(account)
    this.#addressAttempts.delete(address)
    this.#failuresInARow = 0
  }
}

const seconds = (ms: number) => Math.max(1, Math.ceil(ms / 1000))

const recent = (times: Map<string, number[]>, key: string, since: number) =>
  (times.get(key) ?? []).filter((at) => at > since)

function remember<T>(all: Map<string, T>, key: string, value: T): void {
  all.delete(key)
  all.set(key, value)
  const [oldest] = all.keys()
  if (all.size > MAX_KEYS && oldest !== undefined) all.delete(oldest)
}

// A parameter of a payload of a Jingle session is nine deep.
const MAX_DEPTH = 10
const MAX_KEYS_PER_OBJECT = 64
const MAX_ITEMS = 1000

/** Whether a payload is deep or wide beyond anything the protocol holds; iterative, so that depth cannot hurt. */
export function isExcessive(payload: unknown): boolean {
  const pending: [unknown, number][] = [[payload, 0]]
  let seen = 0
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [value, depth] = next
    if (typeof value !== 'object' || value === null) continue
    if (depth >= MAX_DEPTH || ++seen > 5000) return true
    const items = Array.isArray(value) ? value : Object.values(value)
    if (items.length > (Array.isArray(value) ? MAX_ITEMS : MAX_KEYS_PER_OBJECT)) return true
    for (const item of items) pending.push([item, depth + 1])
  }
  return false
}
