import { useState } from 'react'
import { parseConversation } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { VoiceOffIcon } from '../../../ui/icons.ts'
import { useRoom } from '../../muc/hooks.ts'
import { useIsMuted, useVoiceCommands } from '../hooks.ts'
import styles from './Voice.module.css'

/** For those who can read but not write. */
export function AskVoice({ conversation }: { conversation: string }) {
  const target = parseConversation(conversation)
  return target.kind === 'room' ? <Ask key={target.room} room={target.room} /> : null
}

function Ask({ room }: { room: string }) {
  const isMuted = useIsMuted(room)
  const isIn = useRoom(room)?.state === 'joined'
  // Shown anew after each time one was heard, so that it can be asked again.
  return isMuted && isIn ? <Muted room={room} /> : null
}

function Muted({ room }: { room: string }) {
  const { ask } = useVoiceCommands()
  const [state, setState] = useState<'idle' | 'asking' | 'asked'>('idle')
  const [error, setError] = useState<string | undefined>()

  async function send(): Promise<void> {
    setState('asking')
    setError(undefined)
    const result = await ask(room)
    setState(result.ok ? 'asked' : 'idle')
    if (!result.ok) setError(sentence(result.error, 'voice'))
  }

  return (
    <section className={styles.strip} aria-label={t('voice:speaking')}>
      <VoiceOffIcon className={styles.icon} aria-hidden="true" />
      <div className={styles.words} role="status">
        <p>{t('voice:readOnly')}</p>
        {state === 'asked' && <p className={styles.detail}>{t('voice:asked')}</p>}
        {error && <p className={styles.error}>{error}</p>}
      </div>
      <Button size="s" busy={state === 'asking'} onClick={() => void send()}>
        {t(state === 'asked' ? 'voice:askAgain' : 'voice:ask')}
      </Button>
    </section>
  )
}
