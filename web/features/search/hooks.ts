import { useEffect, useState } from 'react'
import type { ProtocolError } from '#protocol/define.ts'
import type { FormSubmission } from '#protocol/forms.ts'
import { useModel } from '../../store/react.ts'
import { type Findings, type Question, searchCommands } from './commands.ts'

export type Directory =
  | { is: 'asking' }
  /** One's own server has none. */
  | { is: 'none' }
  | { is: 'failed'; error: ProtocolError }
  | { is: 'ready'; question: Question }

/** The directory at an address, or the one of one's own server, and what it wants to know. */
export function useDirectory(jid: string | undefined, isReady: boolean) {
  const { findDirectory, ask } = useModel(searchCommands)
  const [state, setState] = useState<Directory>({ is: 'asking' })
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (!isReady) return
    let isCurrent = round >= 0
    const find = async (): Promise<Directory> => {
      const found = jid === undefined ? await findDirectory() : { ok: true as const, value: jid }
      if (!found.ok) return { is: 'failed', error: found.error }
      if (found.value === undefined) return { is: 'none' }
      const asked = await ask(found.value)
      return asked.ok ? { is: 'ready', question: asked.value } : { is: 'failed', error: asked.error }
    }
    setState({ is: 'asking' })
    void find().then((next) => isCurrent && setState(next))
    return () => {
      isCurrent = false
    }
  }, [findDirectory, ask, jid, isReady, round])
  return { directory: state, again: () => setRound((count) => count + 1) }
}

/** Looks for whoever fits, and what came of it. */
export function useSearch(question: Question) {
  const { search } = useModel(searchCommands)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ProtocolError | undefined>()
  const [findings, setFindings] = useState<Findings | undefined>()
  return {
    busy,
    error,
    findings,
    async start(filled: FormSubmission): Promise<void> {
      if (busy) return
      setBusy(true)
      setError(undefined)
      const result = await search(question, filled)
      setBusy(false)
      if (result.ok) setFindings(result.value)
      else setError(result.error)
    },
  }
}
export type { Findings, Question }
