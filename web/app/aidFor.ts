import { createAid } from '../features/slash/createAid.ts'
import { timelineModel } from '../features/timeline/model.ts'
import type { ComposerAid } from '../lib/composerAid.ts'
import type { ConversationId } from '../lib/conversation.ts'
import type { Use } from '../store/model.ts'
import type { Env } from '../transport/env.ts'
import { slashParts } from './slashParts.ts'

/** Puts the help for one conversation together. */
export function aidFor(use: Use<Env>, conversation: ConversationId): ComposerAid {
  return createAid(slashParts.map(use), conversation, use(timelineModel).notice)
}
