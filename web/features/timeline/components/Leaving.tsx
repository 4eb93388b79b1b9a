import { useSyncExternalStore } from 'react'
import { lazily } from '../../../lib/lazily.tsx'
import { onWantedLink, stay, wantedLink } from '../../../lib/leaving.ts'
import { PartBoundary } from '../../../lib/PartBoundary.tsx'

const LeaveDialog = lazily(() => import('./LeaveDialog.tsx').then((module) => module.LeaveDialog), 'timeline')

/** Where the question before a link leads away will stand. */
export function Leaving() {
  const url = useSyncExternalStore(onWantedLink, wantedLink)
  return (
    url && (
      <PartBoundary>
        <LeaveDialog key={url.href} url={url} onClose={stay} />
      </PartBoundary>
    )
  )
}
