import { useState } from 'react'
import type { ProtocolError } from '#protocol/define.ts'
import { t } from '../../../lib/i18n.ts'
import { formatRoute, navigate } from '../../../lib/route.ts'
import { Breadcrumbs } from '../../../ui/Breadcrumbs.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { RetryIcon, ServicesIcon } from '../../../ui/icons.ts'
import { Page } from '../../../ui/Page.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { addressOf, type Entity, keyOf } from '../entity.ts'
import { failureWords, isVacant } from '../failureWords.ts'
import { useEntity, useHome, useWay } from '../hooks.ts'
import { nameOf } from '../info.ts'
import { AddressForm } from './AddressForm.tsx'
import { EntityActions } from './EntityActions.tsx'
import { EntityFacts } from './EntityFacts.tsx'
import { FeatureList } from './FeatureList.tsx'
import { ItemList } from './ItemList.tsx'
import styles from './Services.module.css'

/** What there is on the network, from one's own server down, or at any address. */
export function ServicesPage({ jid, node }: { jid?: string; node?: string }) {
  const home = useHome()
  const address = jid === undefined ? home : addressOf(jid)
  if (home === '') return <Waiting />
  if (!address) return <NoAddress typed={jid ?? ''} />
  const entity = { jid: address, ...(node === undefined ? {} : { node }) }
  return <EntityPage key={keyOf(entity)} entity={entity} home={home} />
}

function EntityPage({ entity, home }: { entity: Entity; home: string }) {
  const { looked, listing, again, more } = useEntity(keyOf(entity))
  const way = useWay(entity)
  const [isRegistering, setRegistering] = useState(false)
  const info = looked?.is === 'ready' ? looked.info : undefined
  const label = (each: Entity) => each.node ?? each.jid
  const title = (info && nameOf(info)) || label(entity)
  const above = way.at(-2)
  return (
    <Page
      title={t('disco:title')}
      onBack={() => navigate(above ? { name: 'services', ...above } : { name: 'home' })}
      backAlways={above !== undefined}
      actions={<IconButton icon={RetryIcon} label={t('disco:again')} onClick={again} />}
    >
      <div className={styles.top}>
        <AddressForm />
        <Breadcrumbs
          label={t('disco:way')}
          crumbs={way.map((each) => ({
            label: label(each),
            href: formatRoute({ name: 'services', ...each }),
          }))}
        />
      </div>
      {looked?.is === 'failed' && (
        <div role="alert">
          <EmptyState
            icon={ServicesIcon}
            title={t('disco:failed')}
            text={toldWords(entity, looked.error)}
            action={
              <Button icon={RetryIcon} onClick={again}>
                {t('disco:again')}
              </Button>
            }
          />
        </div>
      )}
      {!looked && (
        <div role="status" aria-busy="true" aria-label={t('disco:asking', { address: entity.jid })}>
          <Skeleton kind="line" rows={4} />
        </div>
      )}
      {info && (
        <>
          <EntityActions
            context={{ entity, info, home, register: () => setRegistering(true) }}
            isRegistering={isRegistering}
            onRegistered={() => setRegistering(false)}
          />
          <EntityFacts entity={entity} title={title} info={info} />
        </>
      )}
      {/* Some answer only one of the two questions. */}
      {(info || (listing && 'items' in listing && listing.items.length > 0)) && (
        <ItemList entity={entity} listing={listing} onMore={more} onAgain={again} />
      )}
      {info && info.features.length > 0 && <FeatureList features={info.features} />}
    </Page>
  )
}

/** Ours, and the server's own: why it cannot be reached only the server knows. */
function toldWords({ jid }: Entity, error: ProtocolError): string {
  const ours = failureWords(jid, error)
  return error.description && !isVacant(error)
    ? `${ours} ${t('errors:saidByServer', { text: error.description })}`
    : ours
}

function Waiting() {
  return (
    <Page title={t('disco:title')} takesFocus={false}>
      <div role="status" aria-busy="true" aria-label={t('disco:title')}>
        <Skeleton kind="line" rows={4} />
      </div>
    </Page>
  )
}

function NoAddress({ typed }: { typed: string }) {
  return (
    <Page title={t('disco:title')} onBack={() => navigate({ name: 'services' })} backAlways>
      <AddressForm typed={typed} problem={t('disco:noAddress')} />
    </Page>
  )
}
