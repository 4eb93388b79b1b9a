import { type FormEvent, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { parseJid } from '#protocol/jid.ts'
import { t } from '../../../lib/i18n.ts'
import { formatRoute, navigate } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { RetryIcon, RoomIcon } from '../../../ui/icons.ts'
import { Link } from '../../../ui/Link.tsx'
import { Page } from '../../../ui/Page.tsx'
import { SearchInput } from '../../../ui/SearchInput.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { VirtualList } from '../../../ui/VirtualList.tsx'
import { type Directory, useDirectory } from '../useDirectory.ts'
import styles from './Directory.module.css'
import { DirectoryRow } from './DirectoryRow.tsx'

const ROW = 60

/** The rooms that a server shows to everybody; any other is entered by its address. */
export function DirectoryPage({ service, typed = '' }: { service?: string; typed?: string }) {
  const directory = useDirectory(service)
  const [query, setQuery] = useState(typed)
  const address = addressOf(query)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (address) navigate({ name: 'join', room: address })
  }
  return (
    <Page
      title={t('muc:directory.title')}
      onBack={() => navigate({ name: 'home' })}
      actions={
        <Link className={styles.create} href={formatRoute({ name: 'create' })}>
          {t('muc:create')}
        </Link>
      }
      fills
    >
      <form className={styles.top} onSubmit={submit}>
        <SearchInput
          label={t('muc:directory.search')}
          placeholder={t('muc:directory.placeholder')}
          value={query}
          onChange={setQuery}
        />
        {address && (
          <Button type="submit" variant="primary">
            {t('muc:directory.goTo')}
          </Button>
        )}
      </form>
      <div className={styles.list} aria-busy={directory.is === 'asking'}>
        <Rooms directory={directory} again={directory.again} query={query} />
      </div>
    </Page>
  )
}

function Rooms({ directory, again, query }: { directory: Directory; again: () => void; query: string }) {
  if (directory.is === 'asking')
    return (
      <div role="status" aria-label={t('muc:directory.asking')}>
        <Skeleton rows={6} />
      </div>
    )
  if (directory.is === 'none') return <EmptyState icon={RoomIcon} title={t('muc:directory.noService')} />
  if (directory.is === 'failed')
    return (
      <div role="alert">
        <EmptyState
          icon={RoomIcon}
          title={t('muc:directory.failed')}
          text={sentence({ ...directory.error, by: directory.service }, 'muc')}
          action={
            <Button icon={RetryIcon} onClick={again}>
              {t('muc:directory.again')}
            </Button>
          }
        />
      </div>
    )
  return <Listing directory={directory} query={query} />
}

function Listing({ directory, query }: { directory: Extract<Directory, { is: 'ready' }>; query: string }) {
  const { rooms, service } = directory
  const wanted = useDeferredValue(query.trim().toLowerCase())
  const names = useMemo(() => new Map(rooms.map(({ room, name }) => [room, name])), [rooms])
  const keys = useMemo(
    () =>
      rooms
        .filter(({ room, name }) => name.toLowerCase().includes(wanted) || room.includes(wanted))
        .map(({ room }) => room),
    [rooms, wanted],
  )
  const renderRow = useCallback(
    (room: string, tabIndex: 0 | -1) => (
      <DirectoryRow room={room} listedAs={names.get(room) ?? room} tabIndex={tabIndex} />
    ),
    [names],
  )
  return (
    <VirtualList
      keys={keys}
      estimate={ROW}
      renderRow={renderRow}
      ariaLabel={t('muc:directory.of', { service })}
      empty={
        <EmptyState
          icon={RoomIcon}
          title={rooms.length === 0 ? t('muc:directory.empty', { service }) : t('muc:directory.noMatch')}
          text={t('muc:directory.byAddress')}
        />
      }
    />
  )
}

function addressOf(text: string): string | undefined {
  const jid = text.includes('@') ? parseJid(text.trim()) : undefined
  return jid?.user === undefined ? undefined : `${jid.user}@${jid.domain}`
}
