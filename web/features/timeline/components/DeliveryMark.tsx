import { type ConversationId, parseConversation } from '../../../lib/conversation.ts'
import { hasWords, t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { CheckIcon, ClockIcon, DeliveredIcon, EyeIcon, WarnIcon } from '../../../ui/icons.ts'
import type { Entry } from '../entry.ts'
import { useTimelineCommands } from '../hooks.ts'
import styles from './DeliveryMark.module.css'

const ICONS = { sending: ClockIcon, sent: CheckIcon, delivered: DeliveredIcon, read: EyeIcon }

/** How far one's own message came: a shape, and words for who cannot see it. */
export function DeliveryMark({ conversation, entry }: { conversation: ConversationId; entry: Entry }) {
  const { delivery } = entry
  if (delivery === undefined) return null
  if (delivery === 'failed' || delivery === 'unconfirmed')
    return <Failure conversation={conversation} entry={entry} />
  const Icon = ICONS[delivery]
  const words = t(`timeline:delivery.${entry.held ? 'held' : delivery}`)
  return (
    <>
      <span className={styles.mark} role="img" aria-label={words} title={words} data-delivery={delivery}>
        <Icon aria-hidden="true" />
      </span>
      {entry.held && (
        <span className={styles.held} aria-hidden="true">
          {words}
        </span>
      )}
    </>
  )
}

function Failure({ conversation, entry }: { conversation: ConversationId; entry: Entry }) {
  const commands = useTimelineCommands()
  const isDoubtful = entry.delivery === 'unconfirmed'
  const why = whyNot(conversation, entry)
  return (
    <div className={styles.failure} data-failed data-doubtful={isDoubtful || undefined}>
      <WarnIcon aria-hidden="true" className={styles.warn} />
      <span>{isDoubtful ? why : t('timeline:notSent', { why })}</span>
      <span className={styles.buttons}>
        <Button size="s" variant="quiet" onClick={() => commands.retry(conversation, entry.key)}>
          {t(isDoubtful ? 'timeline:sendAgain' : 'timeline:retry')}
        </Button>
        <Button size="s" variant="plain" onClick={() => commands.discard(conversation, entry.key)}>
          {t('timeline:discard')}
        </Button>
      </span>
    </div>
  )
}

function whyNot(conversation: ConversationId, { error }: Entry): string {
  if (!error) return t('timeline:delivery.failed')
  if (error.reason === 'unconfirmed' && error.detail === 'not-joined') return t('timeline:leftUnderWay')
  // To one person of a room, the same refusals are about that person (XEP-0045 §7.5).
  const privately = `timeline:private.${error.condition}`
  if (parseConversation(conversation).kind === 'private' && hasWords(privately)) return t(privately)
  return sentence(error, 'timeline')
}
