import { type ReactNode, useCallback, useDeferredValue, useRef, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { CommandIcon } from '../../../ui/icons.ts'
import { LogList } from '../../../ui/LogList.tsx'
import type { Exchange } from '../exchange.ts'
import { NO_FILTER } from '../filter.ts'
import { useFitting, useTrace } from '../hooks.ts'
import { useExchangeMenu } from '../useExchangeMenu.ts'
import { CommandEditor } from './CommandEditor.tsx'
import { ExchangeRow } from './ExchangeRow.tsx'
import styles from './TraceConsole.module.css'
import { TraceFilters } from './TraceFilters.tsx'
import { TraceTools } from './TraceTools.tsx'

const ROW_HEIGHT = 160

interface Props {
  /** Before and after the tools: what the place of the console is called, and the way out of it. */
  heading?: ReactNode
  exits?: ReactNode
}

/** What passes between this page and the server: JSON beside XML, as it happens. */
export function TraceConsole({ heading, exits }: Props) {
  const trace = useTrace()
  const [filter, setFilter] = useState(NO_FILTER)
  const keys = useFitting(useDeferredValue(filter))
  const makeMenu = useExchangeMenu(setFilter)
  // A row is drawn again when it changed, not when the console did.
  const menu = useRef(makeMenu)
  menu.current = makeMenu
  const renderRow = useCallback(
    (key: string) => <ExchangeRow exchangeKey={key} menu={(exchange: Exchange) => menu.current(exchange)} />,
    [],
  )
  return (
    <div className={styles.console}>
      <TraceTools trace={trace} keys={keys} heading={heading} exits={exits} />
      <TraceFilters filter={filter} onChange={setFilter} />
      {trace.refusal && (
        <p role="alert" className={styles.refusal}>
          {sentence(trace.refusal, 'trace')}
        </p>
      )}
      {keys.length > 0 ? (
        <LogList
          className={styles.log}
          keys={keys}
          estimate={ROW_HEIGHT}
          renderRow={renderRow}
          ariaLabel={t('trace:log')}
        />
      ) : (
        <EmptyState
          icon={CommandIcon}
          title={t(trace.exchanges.size > 0 ? 'trace:nothingFits' : emptyTitle(trace.state))}
          text={t('trace:emptyText')}
          action={
            trace.exchanges.size > 0 ? (
              <Button onClick={() => setFilter(NO_FILTER)}>{t('trace:showAll')}</Button>
            ) : undefined
          }
        />
      )}
      {trace.draft && <CommandEditor draft={trace.draft} trace={trace} />}
    </div>
  )
}

const emptyTitle = (state: string) => (state === 'on' ? 'trace:nothingYet' : 'trace:notWatching')
