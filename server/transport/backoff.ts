import type { Timers } from './types.ts'

/**
 * How long to wait before the next try, in milliseconds. Full jitter: after a server's restart, people come back spread
 * out instead of all at once.
 */
export function backoff({ backoffMs, maxBackoffMs }: Timers, attempts: number): number {
  return backoffMs / 4 + Math.random() * Math.min(maxBackoffMs, backoffMs * 2 ** attempts)
}
