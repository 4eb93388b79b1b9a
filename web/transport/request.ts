import type { ProtocolError } from '#protocol/define.ts'
import type { CommandInput, CommandName, CommandReply } from '#protocol/index.ts'
import type { Rsm } from '#protocol/rsm.ts'

export type Result<T> = { ok: true; value: T; rsm?: Rsm } | { ok: false; error: ProtocolError }

/** One command, one answer. Never rejects: what a user can meet is a value. */
export type Request = <N extends CommandName>(
  name: N,
  data: CommandInput<N>,
) => Promise<Result<CommandReply<N>>>

/** The little of a Socket.IO socket that requests need. */
export interface Emitter {
  connected: boolean
  emit(name: string, ...args: unknown[]): unknown
}

const REQUEST_TIMEOUT_MS = 35_000

/**
 * Asks over the socket; Socket.IO's `emitWithAck` would lose XMPP-FTW's `(error, data, rsm)`, so the callback form.
 * `answered` is called before an answer is given: what the gateway told before it is to be seen before it.
 */
export function createRequest(
  socket: Emitter,
  answered: () => void = () => {},
  timeoutMs = REQUEST_TIMEOUT_MS,
): Request {
  return (name, data) =>
    new Promise((resolve) => {
      if (!socket.connected) {
        resolve({ ok: false, error: { type: 'wait', condition: 'not-connected', reason: 'not-connected' } })
        return
      }
      const timer = setTimeout(() => {
        resolve({ ok: false, error: { type: 'wait', condition: 'remote-server-timeout', reason: 'timeout' } })
      }, timeoutMs)
      socket.emit(name, data, (error: ProtocolError | null, reply?: unknown, rsm?: Rsm) => {
        clearTimeout(timer)
        answered()
        if (error) resolve({ ok: false, error })
        else resolve({ ok: true, value: reply as never, rsm })
      })
    })
}
