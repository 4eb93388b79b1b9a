import { loadWords, t } from '../../lib/i18n.ts'
import { sentence } from '../../lib/sentence.ts'
import { toast } from '../../lib/toasts.ts'
import type { Progress, Removed } from './commands.ts'

/** Words of a removal that follows a ban. */
export async function loadTelling() {
  await loadWords('moderation')
  return {
    progress: (progress: Progress) => t('moderation:removing', { ...progress }),
    /** The dialog may be closed by now: the outcome is told over whatever is open. */
    outcome(nick: string, { results, isWhole }: Removed): void {
      const failed = results.filter(({ error }) => error)
      const [first] = failed
      const words = first?.error
        ? t('moderation:someLeft', { nick, count: failed.length, why: sentence(first.error, 'moderation') })
        : t('moderation:removed', { nick, count: results.length })
      const text = isWhole || first ? words : t('moderation:olderLeft', { words })
      toast({ tone: first ? 'bad' : 'good', text })
    },
  }
}
