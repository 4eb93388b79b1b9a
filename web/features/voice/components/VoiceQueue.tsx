import { useState } from 'react'
import { bareJid } from '#protocol/jid.ts'
import type { VoiceRequest } from '#protocol/voice.ts'
import { parseConversation } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { VoiceIcon } from '../../../ui/icons.ts'
import { useSelf } from '../../occupants/hooks.ts'
import { useVoiceCommands, useVoiceRequests } from '../hooks.ts'
import styles from './Voice.module.css'

const SHOWN = 3

/** For moderators: who asks to speak, oldest first, a few at a time. */
export function VoiceQueue({ conversation }: { conversation: string }) {
  const target = parseConversation(conversation)
  return target.kind === 'room' ? <Queue room={target.room} /> : null
}

function Queue({ room }: { room: string }) {
  const requests = useVoiceRequests(room)
  const isModerator = useSelf(room)?.role === 'moderator'
  if (!isModerator || requests.length === 0) return null
  const more = requests.length - SHOWN
  return (
    <section className={styles.queue} aria-label={t('voice:queue')}>
      <ul aria-live="polite">
        {requests.slice(0, SHOWN).map((request) => (
          <li key={request.nick ?? ''}>
            <Row request={request} />
          </li>
        ))}
      </ul>
      {more > 0 && <p className={styles.more}>{t('voice:more', { count: more })}</p>}
    </section>
  )
}

function Row({ request }: { request: VoiceRequest }) {
  const { answer } = useVoiceCommands()
  const [busy, setBusy] = useState<'allow' | 'refuse' | undefined>()
  const [error, setError] = useState<string | undefined>()
  const who = revealed(request.nick ?? (request.jid ? bareJid(request.jid) : ''))

  async function decide(allow: boolean): Promise<void> {
    setBusy(allow ? 'allow' : 'refuse')
    setError(undefined)
    const result = await answer(request, allow)
    setBusy(undefined)
    if (!result.ok) setError(sentence(result.error, 'voice'))
  }

  return (
    <div className={styles.strip}>
      <VoiceIcon className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>
        <p dir="auto">{t('voice:asks', { who })}</p>
        <div role="alert">{error && <p className={styles.error}>{error}</p>}</div>
      </div>
      <Button
        size="s"
        variant="primary"
        busy={busy === 'allow'}
        aria-label={t('voice:allowWho', { who })}
        onClick={() => void decide(true)}
      >
        {t('voice:allow')}
      </Button>
      <Button
        size="s"
        busy={busy === 'refuse'}
        aria-label={t('voice:refuseWho', { who })}
        onClick={() => void decide(false)}
      >
        {t('voice:refuse')}
      </Button>
    </div>
  )
}
