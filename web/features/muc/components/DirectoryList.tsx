import { useCallback, useDeferredValue, useEffect, useMemo } from 'react'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { RoomIcon } from '../../../ui/icons.ts'
import { VirtualList } from '../../../ui/VirtualList.tsx'
import type { Directory } from '../useDirectory.ts'
import styles from './Directory.module.css'
import { DirectoryRow } from './DirectoryRow.tsx'

const ROW = 60

interface DirectoryListProps {
  directory: Extract<Directory, { is: 'ready' }>
  query: string
  onMore: () => Promise<void>
}

/** Rooms by name and address; what is not here yet comes at the end of the list, or when something is looked for. */
export function DirectoryList({ directory, query, onMore }: DirectoryListProps) {
  const { rooms, service, next, count, error } = directory
  const wanted = useDeferredValue(query.trim().toLowerCase())
  const byRoom = useMemo(() => new Map(rooms.map((each) => [each.room, each])), [rooms])
  const keys = useMemo(
    () =>
      rooms
        .filter(({ room, name }) => name.toLowerCase().includes(wanted) || room.includes(wanted))
        .map(({ room }) => room),
    [rooms, wanted],
  )
  // Who looks for a room looks for it in all pages.
  useEffect(() => {
    if (wanted !== '' && next !== undefined && error === undefined) void onMore()
  }, [wanted, next, error, onMore])

  const renderRow = useCallback(
    (room: string, tabIndex: 0 | -1) => (
      <DirectoryRow
        room={room}
        listedAs={byRoom.get(room)?.name ?? room}
        people={byRoom.get(room)?.people}
        tabIndex={tabIndex}
      />
    ),
    [byRoom],
  )
  const isLooking = next !== undefined && wanted !== ''
  return (
    <>
      <VirtualList
        keys={keys}
        estimate={ROW}
        renderRow={renderRow}
        ariaLabel={t('muc:directory.of', { service })}
        onReachEnd={() => error === undefined && void onMore()}
        empty={
          <EmptyState
            icon={RoomIcon}
            title={
              isLooking
                ? t('muc:directory.looking')
                : rooms.length === 0
                  ? t('muc:directory.empty', { service })
                  : t('muc:directory.noMatch')
            }
            text={t('muc:directory.byAddress')}
          />
        }
      />
      <p className={styles.footer} role="status">
        {error ? sentence({ ...error, by: service }, 'muc') : footer()}
        {error && (
          <Button size="s" onClick={() => void onMore()}>
            {t('muc:directory.again')}
          </Button>
        )}
      </p>
    </>
  )

  function footer(): string {
    if (next === undefined) return t('muc:directory.count', { count: rooms.length, service })
    return t('muc:directory.some', { shown: rooms.length, total: count ?? '…', service })
  }
}
