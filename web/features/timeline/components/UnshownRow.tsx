import { memo } from 'react'
import type { ConversationId } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import type { Entry } from '../entry.ts'
import { useAuthorName, useEntry } from '../hooks.ts'
import { unshownOf } from '../lines.ts'
import styles from './UnshownRow.module.css'

/** In the place of messages that can not be shown for what they are: whose, how many, and why. */
export const UnshownRow = memo(function UnshownRow(props: {
  conversation: ConversationId
  line: string
  selfName: string
}) {
  const { count, key } = unshownOf(props.line)
  const entry = useEntry(props.conversation, key)
  return entry ? <Row {...props} entry={entry} count={count} /> : null
})

interface RowProps {
  conversation: ConversationId
  entry: Entry
  count: number
  selfName: string
}

function Row({ conversation, entry, count, selfName }: RowProps) {
  const name = revealed(useAuthorName(conversation, entry, selfName) ?? t('timeline:theRoom'))
  const isEncrypted = entry.failed === 'encrypted'
  return (
    <div className={styles.unshown} dir="auto">
      <p>
        {t(isEncrypted ? 'timeline:unshown.encrypted.said' : 'timeline:unshown.failed.said', { count, name })}
      </p>
      <details>
        <summary>{t('timeline:unshown.why')}</summary>
        <p>{t(`timeline:unshown.why.${entry.failed}`)}</p>
      </details>
    </div>
  )
}
