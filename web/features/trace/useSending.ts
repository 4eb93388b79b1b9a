import { useCallback, useRef, useState } from 'react'
import type { CommandName } from '#protocol/index.ts'
import type { Result } from '../../transport/request.ts'

/** A command that was sent by hand, and what its acknowledgement said. */
export interface Sent {
  readonly name: string
  readonly ok: boolean
  readonly told: unknown
}

export function useSending(request: (name: CommandName, data: unknown) => Promise<Result<unknown>>) {
  const [answer, setAnswer] = useState<Sent | undefined>()
  const [isBusy, setBusy] = useState(false)
  const last = useRef(0)
  const send = useCallback(
    async (name: CommandName, data: unknown): Promise<void> => {
      last.current++
      const turn = last.current
      setBusy(true)
      const result = await request(name, data)
      // Who sent another one meanwhile waits for that.
      if (turn !== last.current) return
      setBusy(false)
      const { ok } = result
      const told = ok ? [null, result.value, ...(result.rsm ? [result.rsm] : [])] : [result.error]
      setAnswer({ name, ok, told })
    },
    [request],
  )
  return { answer, isBusy, send }
}
