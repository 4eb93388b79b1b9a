import { lazily } from '../../../lib/lazily.tsx'
import { useLeaving } from '../hooks.ts'

const LeaveDialog = lazily(() => import('./LeaveDialog.tsx').then((module) => module.LeaveDialog), 'session')

/** Stands before a sign-out that would lose what was not sent. */
export function AskToLeave() {
  return useLeaving().isAsking ? <LeaveDialog /> : null
}
