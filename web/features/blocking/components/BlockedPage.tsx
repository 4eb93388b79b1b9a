import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { BlockIcon } from '../../../ui/icons.ts'
import { Page } from '../../../ui/Page.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { useOnline } from '../../session/hooks.ts'
import { useBlockingCommands, useBlockList } from '../useBlocking.ts'
import { BlockByAddress } from './BlockByAddress.tsx'
import { BlockedRow } from './BlockedRow.tsx'
import styles from './Blocking.module.css'

/** Everybody from whom nothing comes, and the way to let them through again. */
export function BlockedPage() {
  const { jids, known, load } = useBlockList()
  const { unblockAll } = useBlockingCommands()
  const isOnline = useOnline()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>()

  async function letAllThrough(): Promise<void> {
    setBusy(true)
    const result = await unblockAll()
    setBusy(false)
    if (result.ok) setAsking(false)
    else setError(sentence(result.error, 'blocking'))
  }

  return (
    <Page
      title={t('blocking:title')}
      intro={t('blocking:intro')}
      onBack={() => navigate({ name: 'home' })}
      takesFocus
    >
      {known === 'unsupported' && (
        <Card tone="warn" role="status">
          {t('blocking:unsupported')}
        </Card>
      )}
      {known === 'unknown' && isOnline && (
        <div role="status" aria-busy="true" aria-label={t('blocking:notKnown')}>
          <Skeleton rows={3} />
        </div>
      )}
      {known === 'unknown' && !isOnline && (
        <Card tone="bad" role="alert">
          <p>{sentence({ type: 'wait', reason: 'not-connected' })}</p>
          <Button onClick={() => void load()}>{t('blocking:again')}</Button>
        </Card>
      )}
      {known !== 'unsupported' && <BlockByAddress />}
      {known === 'yes' && jids.length === 0 && (
        <EmptyState icon={BlockIcon} title={t('blocking:none')} text={t('blocking:noneText')} />
      )}
      {jids.length > 0 && (
        <Section
          title={t('blocking:count', { count: jids.length })}
          action={
            jids.length > 1 && <Button onClick={() => setAsking(true)}>{t('blocking:unblockAll')}</Button>
          }
        >
          <ul className={styles.list}>
            {jids.map((jid) => (
              <BlockedRow key={jid} jid={jid} />
            ))}
          </ul>
        </Section>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('blocking:all.title', { count: jids.length })}
        text={t('blocking:all.text')}
        confirm={t('blocking:unblockAll')}
        busy={busy}
        error={error}
        onConfirm={() => void letAllThrough()}
      />
    </Page>
  )
}
