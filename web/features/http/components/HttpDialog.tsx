import { useState } from 'react'
import type { HttpVerify } from '#protocol/http.ts'
import { fullJid } from '#protocol/jid.ts'
import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useAnswer } from '../useAnswer.ts'
import styles from './Http.module.css'

/** Was it really you? Nothing is answered by closing it, nor by what was being typed when it came. */
export function HttpDialog({ question, onClose }: { question: HttpVerify; onClose: () => void }) {
  const answer = useAnswer()
  const [busy, setBusy] = useState<'allow' | 'deny' | undefined>()
  const [error, setError] = useState<string | undefined>()
  const { from, description, request } = question

  async function say(word: 'allow' | 'deny'): Promise<void> {
    if (busy) return
    setBusy(word)
    setError(undefined)
    const result = await answer(question, word === 'allow')
    setBusy(undefined)
    if (result.ok) onClose()
    else setError(sentence(result.error, 'http'))
  }

  const facts = [
    { term: t('http:who'), value: revealed(fullJid(from)) },
    { term: t('http:where'), value: `${revealed(request.method)} ${shown(request.url)}` },
    { term: t('http:code'), value: <span className={styles.code}>{revealed(request.id)}</span> },
    { term: t('http:words'), value: description && revealed(description) },
  ]
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={onClose}
      title={t('http:title')}
      description={t('http:text')}
      actions={
        <>
          <Button busy={busy === 'deny'} onClick={() => void say('deny')}>
            {t('http:deny')}
          </Button>
          <Button variant="primary" busy={busy === 'allow'} onClick={() => void say('allow')}>
            {t('http:allow')}
          </Button>
        </>
      }
    >
      <div className={styles.body} tabIndex={-1} data-autofocus>
        <DescriptionList items={facts} />
        {from.user !== undefined && <p className={styles.warning}>{t('http:person')}</p>}
        <p className={styles.hint}>{t('http:unanswered')}</p>
        {error && (
          <p role="alert" className={styles.warning}>
            {error}
          </p>
        )}
      </div>
    </Dialog>
  )
}

// As it is asked for: a host of letters that only look like others shows what it is.
function shown(url: string): string {
  try {
    return revealed(new URL(url).href)
  } catch {
    return revealed(url)
  }
}
