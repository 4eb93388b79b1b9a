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
  on(event: 'disconnect', broken: () => void): unknown
}

const REQUEST_TIMEOUT_MS = 35_000

const NOT_CONNECTED: ProtocolError = { type: 'wait', condition: 'not-connected', reason: 'not-connected' }
/** What was asked may have been done. */
const DISCONNECTED: ProtocolError = { type: 'wait', condition: 'not-connected', reason: 'disconnected' }
const TIMEOUT: ProtocolError = { type: 'wait', condition: 'remote-server-timeout', reason: 'timeout' }

/**
 * Asks over the socket; Socket.IO's `emitWithAck` would lose XMPP-FTW's `(error, data, rsm)`, so the callback form,
 * which it forgets when the socket breaks: whoever waits then is told at once.
 * `answered` is called before an answer is given: what the gateway told before it is to be seen before it.
 */
export function createRequest(
  socket: Emitter,
  answered: () => void = () => {},
  timeoutMs = REQUEST_TIMEOUT_MS,
): Request {
  const waiting = new Set<(error: ProtocolError) => void>()
  socket.on('disconnect', () => {
    for (const refuse of waiting) refuse(DISCONNECTED)
  })
  return (name, data) =>
    new Promise((resolve) => {
      if (!socket.connected) return resolve({ ok: false, error: NOT_CONNECTED })
      const settle = (result: Parameters<typeof resolve>[0]) => {
        clearTimeout(timer)
        waiting.delete(refuse)
        resolve(result)
      }
      const refuse = (error: ProtocolError) => settle({ ok: false, error })
      const timer = setTimeout(() => refuse(TIMEOUT), timeoutMs)
      waiting.add(refuse)
      socket.emit(name, data, (error: ProtocolError | null, reply?: unknown, rsm?: Rsm) => {
        answered()
        if (error) refuse(error)
        else settle({ ok: true, value: reply as never, rsm })
      })
    })
}
