import type { CommandAction, CommandStage } from '#protocol/command.ts'

export interface Steps {
  readonly canGoBack: boolean
  /** The ways on, the one that Enter takes last. */
  readonly forward: readonly Extract<CommandAction, 'next' | 'complete' | 'execute'>[]
  /** It ends the command rather than leads to another question. */
  readonly isLast: boolean
}

/** What may come next (XEP-0050 §3.4): no word of it means one single step; "execute" is always allowed. */
export function stepsOf({ actions }: CommandStage): Steps {
  if (!actions) return { canGoBack: false, forward: ['execute'], isLast: true }
  const allowed = (['complete', 'next'] as const).filter((each) => actions.values.includes(each))
  const { execute } = actions
  const canGoBack = actions.values.includes('prev')
  if (allowed.length === 0) return { canGoBack, forward: ['execute'], isLast: false }
  const forward = execute === 'complete' ? allowed.toReversed() : allowed
  return { canGoBack, forward, isLast: forward.at(-1) === 'complete' }
}
