import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { CommandIcon, RetryIcon } from '../../../ui/icons.ts'
import { Page } from '../../../ui/Page.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { useNameOf } from '../../roster/hooks.ts'
import type { Target } from '../commandRun.ts'
import type { Offer } from '../commands.ts'
import { useOffers, useOwnServer } from '../hooks.ts'
import styles from './Command.module.css'
import { CommandDialog } from './CommandDialog.tsx'
import { CommandRow } from './CommandRow.tsx'

/** What an address does for whoever asks: one's own server, a service, a person's programs. */
export function CommandsPage({ jid }: { jid?: string }) {
  const own = useOwnServer()
  const address = jid ?? own
  return address === '' ? <Waiting /> : <Offered key={address} jid={address} />
}

function Offered({ jid }: { jid: string }) {
  const { offers, again } = useOffers(jid)
  const contact = useNameOf(jid)
  const [running, setRunning] = useState<(Target & { name: string }) | undefined>()
  const isPerson = jid.includes('@')
  const isEmpty = offers?.every(({ commands }) => commands.length === 0)
  const failure = isEmpty ? offers?.find(({ error }) => error !== undefined)?.error : undefined
  return (
    <Page
      title={t('command:title')}
      intro={t('command:intro', { who: isPerson ? contact : jid })}
      onBack={() => navigate(isPerson ? { name: 'chat', jid } : { name: 'services', jid })}
      backAlways
      actions={<IconButton icon={RetryIcon} label={t('command:again')} onClick={again} />}
    >
      {!offers && (
        <div role="status" aria-busy="true" aria-label={t('command:asking')}>
          <Skeleton rows={4} />
        </div>
      )}
      {isEmpty && (
        <div role={failure ? 'alert' : 'status'}>
          <EmptyState
            icon={CommandIcon}
            title={t(failure ? 'command:failed' : 'command:none')}
            text={
              failure
                ? sentence({ by: jid, ...failure }, 'command')
                : t(isPerson ? 'command:nonePerson' : 'command:noneText')
            }
            action={
              failure && (
                <Button icon={RetryIcon} onClick={again}>
                  {t('command:again')}
                </Button>
              )
            }
          />
        </div>
      )}
      {!isEmpty &&
        offers?.map((offer) => (
          <Section key={offer.jid} title={placeOf(offer, jid)}>
            <ul className={styles.list}>
              {offer.commands.map((item) => (
                <CommandRow
                  key={`${item.jid ?? ''} ${item.node}`}
                  item={item}
                  onRun={() =>
                    setRunning({ jid: item.jid ?? offer.jid, node: item.node, name: item.name || item.node })
                  }
                />
              ))}
            </ul>
          </Section>
        ))}
      {running && (
        <CommandDialog
          key={`${running.jid} ${running.node}`}
          target={running}
          name={running.name}
          onClose={() => setRunning(undefined)}
        />
      )}
    </Page>
  )
}

/** Which of a person's devices; an address that was asked for by itself needs no heading. */
const placeOf = (offer: Offer, asked: string) =>
  offer.jid === asked ? undefined : t('command:device', { name: offer.jid.slice(offer.jid.indexOf('/') + 1) })

function Waiting() {
  return (
    <Page title={t('command:title')} takesFocus={false}>
      <div role="status" aria-busy="true" aria-label={t('command:asking')}>
        <Skeleton rows={4} />
      </div>
    </Page>
  )
}
