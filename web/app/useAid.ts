import { useCallback, useContext } from 'react'
import type { ComposerAid } from '../lib/composerAid.ts'
import type { ConversationId } from '../lib/conversation.ts'
import { loadWords } from '../lib/i18n.ts'
import type { Models } from '../store/model.ts'
import { ModelsContext } from '../store/react.ts'
import type { Env } from '../transport/env.ts'

// The commands say what the menus say.
const WORDS = ['slash', 'muc', 'occupants', 'invites', 'roster', 'blocking']

/** Commands and completion for a conversation; their code and words come when the first of them is typed. */
export function useAid(conversation: ConversationId): () => Promise<ComposerAid> {
  const models = useContext(ModelsContext) as unknown as Models<Env>
  return useCallback(async () => {
    const [{ aidFor }] = await Promise.all([import('./aidFor.ts'), ...WORDS.map(loadWords)])
    return aidFor(models.use, conversation)
  }, [models, conversation])
}
