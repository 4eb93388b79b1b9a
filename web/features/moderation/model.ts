import type { ConversationId } from '../../lib/conversation.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'

/** A message that somebody is about to take away: their own, or as a moderator somebody else's. */
export interface Asked {
  readonly way: 'takeBack' | 'remove'
  readonly conversation: ConversationId
  readonly key: string
}

export const moderationModel = defineModel('moderation', (use) => ({
  asked: new Value<Asked | undefined>(undefined),
  /** Most visits take nothing out: what does it comes when it is asked for. */
  commands: () => import('./commands.ts').then((module) => use(module.moderationCommands)),
}))
