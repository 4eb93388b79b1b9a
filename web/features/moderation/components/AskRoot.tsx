import { lazily } from '../../../lib/lazily.tsx'
import { useAsked } from '../hooks.ts'

// Most visits take nothing away: it comes when it is asked for.
const TakeAwayDialog = lazily(
  () => import('./TakeAwayDialog.tsx').then((module) => module.TakeAwayDialog),
  'moderation',
)

/** Opens over any page, for the message that was chosen. */
export function AskRoot() {
  const [asked, ask] = useAsked()
  return asked ? <TakeAwayDialog key={asked.key} asked={asked} onClose={() => ask(undefined)} /> : null
}
