import { lazily } from '../../../lib/lazily.tsx'
import { useAskToBlock, useBlockQuestion } from '../hooks.ts'

const BlockDialog = lazily(() => import('./BlockDialog.tsx').then((module) => module.BlockDialog), 'blocking')

/** Opens over any page when somebody is about to be blocked. */
export function BlockRoot() {
  const blockee = useBlockQuestion()
  const ask = useAskToBlock()
  return blockee ? <BlockDialog key={blockee.jid} blockee={blockee} onClose={() => ask(undefined)} /> : null
}
