import { useEffect } from 'react'
import { lazily } from '../../../lib/lazily.tsx'
import { isDockOpen } from '../dock.ts'
import { useDock } from '../useDock.ts'

const TracePanel = lazily(() => import('./TracePanel.tsx').then((module) => module.TracePanel), 'trace')

/** Opens and closes the console; all of it comes when it is first opened. */
export function TraceDock() {
  const isOpen = useDock()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey) return
      if (event.key.toLowerCase() !== 'x') return
      event.preventDefault()
      isDockOpen.set(!isDockOpen.get())
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
  return isOpen && <TracePanel />
}
