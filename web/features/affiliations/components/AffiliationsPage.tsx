import { type ReactNode, useDeferredValue, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { useMedium } from '../../../lib/useMedia.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { PeopleIcon } from '../../../ui/icons.ts'
import { Page } from '../../../ui/Page.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import { useRoom, useRoomName } from '../../muc/hooks.ts'
import { useAddresses } from '../../occupants/hooks.ts'
import { useActor, useIsLoading, useLists, useView } from '../hooks.ts'
import type { Sort, Tab } from '../tableIndex.ts'
import { useConsole } from '../useConsole.ts'
import { AddDialog } from './AddDialog.tsx'
import { Bars } from './Bars.tsx'
import styles from './Console.module.css'
import { CopyDialog } from './CopyDialog.tsx'
import { Notes } from './Notes.tsx'
import { PageTools } from './PageTools.tsx'
import { Panels } from './Panels.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { Questions } from './Questions.tsx'
import { SelectionStrip } from './SelectionStrip.tsx'
import { Toolbar } from './Toolbar.tsx'

export interface AffiliationsPageProps {
  room: string
  /** Who asks to speak; another slice knows. */
  voice?: ReactNode
}

/** Everybody whom a room knows by a rank, for those who may change it and those who may look. */
export function AffiliationsPage({ room, voice }: AffiliationsPageProps) {
  return <Everybody key={room} room={room} voice={voice} />
}

function Everybody({ room, voice }: AffiliationsPageProps) {
  useLists(room)
  useAddresses(room)
  const console = useConsole(room)
  const [tab, setTab] = useState<Tab>('all')
  const [query, setQuery] = useState('')
  const [sort, setSort] = useState<Sort>({ by: 'rank', isDown: false })
  // A letter is painted before fifty thousand rows are searched for it.
  const wanted = useDeferredValue(query)
  const { keys, counts } = useView(room, sort, tab, wanted)
  const isLoading = useIsLoading(room)
  const isOver = useRoom(room)?.departure?.how === 'destroyed'
  const { affiliation } = useActor(room)
  const canChange = !isOver && (affiliation === 'owner' || affiliation === 'admin')
  const { kind } = console.question ?? {}
  const name = useRoomName(room)

  return (
    <Page
      title={useMedium() ? t('affiliations:titleShort') : t('affiliations:title', { name })}
      onBack={() => navigate({ name: 'room', room })}
      backAlways
      isWide
      actions={<PageTools room={room} console={console} canChange={canChange} keys={() => keys} />}
    >
      <div className={styles.console}>
        <div className={styles.main}>
          <Notes room={room} canChange={canChange} />
          {voice}
          <Toolbar tab={tab} counts={counts} query={query} onTab={setTab} onQuery={setQuery} />
          <SelectionStrip
            room={room}
            keys={keys}
            console={console}
            canChange={canChange}
            sort={sort}
            onSort={setSort}
            onSelect={console.select}
          />
          <PeopleTable
            room={room}
            keys={keys}
            query={wanted}
            sort={sort}
            console={console}
            canChange={canChange}
            onSort={setSort}
            onSelect={console.select}
            empty={
              isLoading && wanted === '' ? (
                <Skeleton rows={8} />
              ) : (
                <Nobody query={wanted} tab={tab} onClear={() => setQuery('')} />
              )
            }
          />
          <Bars room={room} console={console} />
        </div>
        <Panels room={room} console={console} />
      </div>
      {kind === 'add' && <AddDialog room={room} console={console} />}
      {kind === 'copy' && <CopyDialog room={room} onClose={() => console.ask(undefined)} />}
      <Questions room={room} console={console} />
      <VisuallyHidden>
        <span role="status">{console.said}</span>
      </VisuallyHidden>
    </Page>
  )
}

function Nobody({ query, tab, onClear }: { query: string; tab: Tab; onClear: () => void }) {
  if (query === '') return <EmptyState icon={PeopleIcon} title={t(`affiliations:empty.${tab}`)} />
  return (
    <EmptyState
      icon={PeopleIcon}
      title={t('affiliations:noMatch')}
      text={t('affiliations:noMatchText', { query })}
      action={<Button onClick={onClear}>{t('affiliations:clearSearch')}</Button>}
    />
  )
}
