import type { Conversation } from '../../lib/conversation.ts'
import { t } from '../../lib/i18n.ts'
import type { TakenPerson } from '../../lib/slashArguments.ts'

/** Why a line names nobody, in words. */
export function problemWords({ problem, said }: Extract<TakenPerson, { is: 'problem' }>): string {
  return t(`slash:problem.${problem}`, { who: said })
}

/** The room that a line is about; none in a conversation with a contact. */
export const roomOf = (target: Conversation): string => (target.kind === 'chat' ? '' : target.room)
