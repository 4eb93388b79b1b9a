import type { TraceEntry } from '#protocol/trace.ts'
import { cx } from '../../../lib/cx.ts'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { MenuIcon } from '../../../ui/icons.ts'
import { Menu } from '../../../ui/Menu.tsx'
import type { MenuItems } from '../../../ui/menuItem.ts'
import { Tag } from '../../../ui/Tag.tsx'
import { exactTime } from '../exactTime.ts'
import {
  directionOf,
  durationOf,
  type Exchange,
  isRefused,
  peerOf,
  type Step,
  stepsOf,
  titleOf,
} from '../exchange.ts'
import { useExchange } from '../hooks.ts'
import { Code, isLong, linesOf } from './Code.tsx'
import styles from './ExchangeRow.module.css'

interface Props {
  exchangeKey: string
  menu: (exchange: Exchange) => MenuItems
}

/** An exchange: its JSON and its stanzas, side by side. */
export function ExchangeRow({ exchangeKey, menu }: Props) {
  const { exchange, isWhole, setWhole } = useExchange(exchangeKey)
  if (!exchange) return null
  const title = titleOf(exchange)
  const steps = stepsOf(exchange)
  const hasMore = steps.some(({ json, xml }) => [...json, ...xml].some((entry) => isLong(textOf(entry))))
  return (
    <article className={styles.row} aria-label={title}>
      <header className={styles.header}>
        <Heading exchange={exchange} title={title} />
        {hasMore && (
          <Button variant="plain" size="s" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {t(isWhole ? 'trace:less' : 'trace:more')}
          </Button>
        )}
        <Menu
          label={t('trace:menu', { name: title })}
          items={() => {
            const items = menu(exchange)
            return typeof items === 'function' ? items() : items
          }}
          align="end"
          trigger={(trigger) => (
            <IconButton {...trigger} icon={MenuIcon} label={t('trace:menu', { name: title })} size="s" />
          )}
        />
      </header>
      {steps.map((step) => (
        <StepRow key={(step.json[0] ?? step.xml[0])?.n} step={step} isWhole={isWhole} />
      ))}
    </article>
  )
}

function Heading({ exchange, title }: { exchange: Exchange; title: string }) {
  const [first] = exchange.entries
  const ms = durationOf(exchange)
  const isOut = directionOf(exchange) === 'out'
  const peer = peerOf(exchange)
  return (
    <div className={styles.heading}>
      <time className={styles.time}>{first && exactTime(first.at)}</time>
      <span
        className={cx(styles.arrow, isOut && styles.out)}
        role="img"
        aria-label={t(isOut ? 'trace:out' : 'trace:in')}
      >
        {isOut ? '→' : '←'}
      </span>
      <span className={styles.title}>{title}</span>
      {peer && <bdi className={styles.peer}>{peer}</bdi>}
      {first?.by && <Tag>{t(`trace:by.${first.by}`)}</Tag>}
      {isRefused(exchange) && <Tag tone="bad">{t('trace:refused')}</Tag>}
      {ms !== undefined && <span className={styles.time}>{t('trace:took', { ms })}</span>}
    </div>
  )
}

const textOf = ({ xml, data }: TraceEntry) =>
  xml === undefined ? linesOf('json', data) : linesOf('xml', xml)

function StepRow({ step: { json, xml }, isWhole }: { step: Step; isWhole: boolean }) {
  return (
    <div className={styles.step}>
      <div className={styles.side}>
        {json.map((entry) => (
          <Block key={entry.n} entry={entry} isWhole={isWhole} />
        ))}
        {json.length === 0 && <p className={styles.none}>{t('trace:noEvent')}</p>}
      </div>
      <div className={styles.side}>
        {xml.map((entry) => (
          <Block key={entry.n} entry={entry} isWhole={isWhole} />
        ))}
        {xml.length === 0 && <p className={styles.none}>{t('trace:noStanza')}</p>}
      </div>
    </div>
  )
}

function Block({ entry, isWhole }: { entry: TraceEntry; isWhole: boolean }) {
  const kind = entry.xml === undefined ? 'json' : 'xml'
  return (
    <figure className={styles.block}>
      <figcaption className={styles.caption}>
        {t(`trace:kind.${entry.kind}.${entry.direction}`, { name: entry.name })}
      </figcaption>
      <Code kind={kind} text={textOf(entry)} isWhole={isWhole} />
      {entry.cut && <p className={styles.none}>{t('trace:cut')}</p>}
    </figure>
  )
}
