import { useCallback, useEffect, useRef, useState } from 'react'
import { t } from '../../lib/i18n.ts'
import { navigate } from '../../lib/route.ts'
import { sentence } from '../../lib/sentence.ts'
import { toast } from '../../lib/toasts.ts'
import { useLeaveGuard } from '../../lib/useLeaveGuard.ts'
import type { Fields } from './card.ts'
import { problemsOf } from './lines.ts'
import { useDraft } from './useDraft.ts'

const NONE: ReadonlyMap<string, string> = new Map()

/** One's own form: what stands in it, how it is saved, and what becomes of it when one goes. */
export function useSaving(read: Fields) {
  const { fields, isChanged, wasKept, hasChanges, change, save, settle } = useDraft(read)
  const [state, setState] = useState<'idle' | 'saving' | 'saved'>('idle')
  const [error, setError] = useState<string | undefined>()
  const [problems, setProblems] = useState(NONE)
  const { isAsked, stay, leave } = useLeaveGuard(isChanged)
  const saved = useRef(read)

  // Where nothing could be asked, nothing is lost either.
  useEffect(
    () => () => {
      if (!hasChanges()) return
      const perform = () => navigate({ name: 'profile' })
      toast({ text: t('profile:unsaved'), action: { label: t('profile:return'), perform } })
    },
    [hasChanges],
  )
  async function submit(): Promise<boolean> {
    if (state === 'saving') return false
    const found = problemsOf(fields)
    setProblems(found)
    setError(found.size > 0 ? t('profile:problems') : undefined)
    if (found.size > 0) return false
    setState('saving')
    const result = await save()
    setState(result.ok ? 'saved' : 'idle')
    if (!result.ok) setError(sentence(result.error, 'vcard'))
    else {
      saved.current = result.value
      settle(result.value)
    }
    return result.ok
  }
  const discard = () => {
    setProblems(NONE)
    setError(undefined)
    settle(saved.current)
  }
  return {
    fields,
    isChanged,
    wasKept,
    state,
    error,
    problems,
    submit,
    discard,
    change: useCallback(
      (part: Partial<Fields>) => {
        setState('idle')
        change(part)
      },
      [change],
    ),
    isAsked,
    stay,
    leaveWithout() {
      discard()
      leave()
    },
    async leaveWith() {
      if (await submit()) leave()
      else stay()
    },
  }
}
