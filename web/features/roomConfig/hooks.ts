import { useCallback, useEffect, useRef, useState } from 'react'
import type { ProtocolError } from '#protocol/define.ts'
import type { DataForm } from '#protocol/forms.ts'
import { useModel } from '../../store/react.ts'
import { roomConfigCommands } from './commands.ts'
import { initialValues, sameValues, type Values } from './formValues.ts'

export const useRoomConfigCommands = () => useModel(roomConfigCommands)

export type ConfigForm =
  | { is: 'asking' }
  | { is: 'failed'; error: ProtocolError }
  | { is: 'ready'; form: DataForm }

/** The form of a room's settings, asked for when the page opens. */
export function useConfigForm(room: string): ConfigForm & { again(): void } {
  const { get } = useRoomConfigCommands()
  const [state, setState] = useState<ConfigForm>({ is: 'asking' })
  const [round, setRound] = useState(0)
  useEffect(() => {
    let isCurrent = round >= 0
    setState({ is: 'asking' })
    void get(room).then((result) => {
      if (!isCurrent) return
      setState(result.ok ? { is: 'ready', form: result.value } : { is: 'failed', error: result.error })
    })
    return () => {
      isCurrent = false
    }
  }, [get, room, round])
  return { ...state, again: () => setRound((count) => count + 1) }
}

/** What stands in a room's settings; changes that were not saved outlive the page, but not the tab. */
export function useSettings(room: string, form: DataForm) {
  const { draft, keepDraft } = useRoomConfigCommands()
  const [saved, setSaved] = useState<Values>(() => initialValues(form))
  const [values, setValues] = useState<Values>(() => draft(room) ?? saved)
  const [wasKept, setWasKept] = useState(() => draft(room) !== undefined)
  const isChanged = !sameValues(values, saved)
  const latest = useRef({ values, isChanged })
  latest.current = { values, isChanged }

  useEffect(
    () => () => keepDraft(room, latest.current.isChanged ? latest.current.values : undefined),
    [keepDraft, room],
  )

  // The browser's own question, before a reload or the end of the tab throws changes away.
  useEffect(() => {
    if (!isChanged) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isChanged])

  return {
    values,
    setValues,
    isChanged,
    wasKept: wasKept && isChanged,
    hasChanges: useCallback(() => latest.current.isChanged, []),
    discard() {
      setValues(saved)
      setWasKept(false)
    },
    markSaved(next: Values) {
      setSaved(next)
      setValues(next)
      setWasKept(false)
    },
  }
}
