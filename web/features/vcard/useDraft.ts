import { useCallback, useEffect, useRef, useState } from 'react'
import { useModel } from '../../store/react.ts'
import { areSame, type Fields } from './card.ts'
import { vcardCommands } from './commands.ts'

/** What stands in one's own form; what was not saved outlives the page, but not the tab. */
export function useDraft(read: Fields) {
  const { draft, keepDraft, save } = useModel(vcardCommands)
  const [before, setBefore] = useState(() => draft()?.before ?? read)
  const [fields, setFields] = useState(() => draft()?.fields ?? read)
  const [wasKept, setWasKept] = useState(() => draft() !== undefined)
  const isChanged = !areSame(fields, before)
  const latest = useRef({ before, fields, isChanged })
  latest.current = { before, fields, isChanged }
  useEffect(
    () => () => {
      const { isChanged: isOpen, ...kept } = latest.current
      keepDraft(isOpen ? kept : undefined)
    },
    [keepDraft],
  )
  return {
    fields,
    isChanged,
    save: () => save(before, fields),
    wasKept: wasKept && isChanged,
    hasChanges: useCallback(() => latest.current.isChanged, []),
    change: useCallback((part: Partial<Fields>) => setFields((now) => ({ ...now, ...part })), []),
    /** Back to what was read, or on from what was saved. */
    settle: useCallback((next: Fields) => {
      latest.current = { before: next, fields: next, isChanged: false }
      setBefore(next)
      setFields(next)
      setWasKept(false)
    }, []),
  }
}
