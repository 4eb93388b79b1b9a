import type { EventEmitter } from 'node:events'
import type { ClientEvents, TransportConfig } from './types.ts'

/**
 * A listener's mistake stays the listener's; an `error` that nobody listens to (any more) is no exception; and of no
 * messages there is nothing to tell.
 */
export function tell<E extends keyof ClientEvents>(
  emitter: EventEmitter,
  event: E,
  data: ClientEvents[E],
  log: TransportConfig['log'],
): void {
  if (emitter.listenerCount(event) === 0 || (Array.isArray(data) && data.length === 0)) return
  try {
    emitter.emit(event, data)
  } catch (error) {
    log?.('warn', `A listener to '${event}' failed: ${error instanceof Error ? error.name : ''}`)
  }
}
