import { memo, useId, useRef } from 'react'
import type { ConversationId } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { formatFull } from '../../../lib/time.ts'
import { Button } from '../../../ui/Button.tsx'
import type { OpenGap } from '../entry.ts'
import { useGap } from '../useGap.ts'
import styles from './GapRow.module.css'

/** In the place of messages that are not here: which, and a way to have them. */
export const GapRow = memo(function GapRow(props: { conversation: ConversationId; entryKey: string }) {
  const row = useRef<HTMLDivElement>(null)
  const { gap, online, load } = useGap(props.conversation, props.entryKey, row)
  const words = useId()
  const isFailed = gap?.state === 'failed'
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div ref={row} role="group" aria-labelledby={words} className={styles.gap}>
      <p id={words}>
        {gap && wordsOf(gap)} {isFailed && t('timeline:gap.failed')}
      </p>
      {online ? (
        <Button size="s" busy={gap?.state === 'loading'} onClick={load}>
          {isFailed ? t('timeline:gap.retry') : t('timeline:gap.load')}
        </Button>
      ) : (
        <p>{t('timeline:gap.offline')}</p>
      )}
    </div>
  )
})

function wordsOf({ after, before }: OpenGap): string {
  const to = formatFull(before)
  return after === undefined
    ? t('timeline:gap.before', { to })
    : t('timeline:gap.between', { from: formatFull(after), to })
}
