import { type RefObject, useEffect, useState } from 'react'
import type { ConversationId } from '../../lib/conversation.ts'
import { useModel } from '../../store/react.ts'
import { useOnline } from '../session/hooks.ts'
import { historyDoor } from './door.ts'
import { useEntry } from './hooks.ts'

/** What is missing in a place, and how to have it. It loads by itself while it is in sight, unless that failed. */
export function useGap(conversation: ConversationId, key: string, row: RefObject<Element | null>) {
  const { loadGap } = useModel(historyDoor)
  const gap = useEntry(conversation, key)?.gap
  const online = useOnline()
  const [inSight, setInSight] = useState(false)
  useEffect(() => {
    if (!row.current || typeof IntersectionObserver === 'undefined') return
    const observer = new IntersectionObserver((seen) => setInSight(seen.at(-1)?.isIntersecting ?? false))
    observer.observe(row.current)
    return () => observer.disconnect()
  }, [row])
  const isWanted = inSight && online && gap?.state === 'open'
  useEffect(() => {
    if (isWanted) void loadGap(conversation, key)
  }, [isWanted, loadGap, conversation, key])
  return { gap, online, load: () => void loadGap(conversation, key) }
}
