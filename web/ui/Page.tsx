import { type ReactNode, useEffect, useId, useRef } from 'react'
import { cx } from '../lib/cx.ts'
import { t } from '../lib/i18n.ts'
import { useNarrow } from '../lib/useMedia.ts'
import { IconButton } from './IconButton.tsx'
import { BackIcon } from './icons.ts'
import styles from './Page.module.css'

export type PageProps = {
  title: string
  /** What the page is for, in a sentence. */
  intro?: ReactNode
  /** Where the arrow leads on a narrow screen; `backAlways` shows it on a wide one too. */
  onBack?: () => void
  backAlways?: boolean
  /** Buttons beside the title. */
  actions?: ReactNode
  /** Buttons that stay at the bottom of a long form. */
  footer?: ReactNode
  /** Puts the focus on the title when the page opens, so that keyboard and screen reader follow. On by default. */
  takesFocus?: boolean
  /** What is on it takes the height that is left and scrolls by itself: a long list. */
  fills?: boolean
  /** Takes the whole width, up to the edges: a table. It scrolls by itself. */
  isWide?: boolean
  children: ReactNode
  className?: string
}

/** A form or a list that fills the middle pane: what is too long for a dialog. */
export function Page(props: PageProps) {
  const {
    title,
    intro,
    onBack,
    backAlways,
    actions,
    footer,
    takesFocus = true,
    fills,
    isWide,
    children,
    className,
  } = props
  const id = useId()
  const narrow = useNarrow()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true })
  }, [takesFocus])
  return (
    <section className={cx(styles.page, className)} aria-labelledby={id}>
      <header className={styles.header}>
        {onBack && (narrow || backAlways) && (
          <IconButton icon={BackIcon} label={t('ui:back')} onClick={onBack} />
        )}
        <h1 ref={heading} id={id} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        {actions}
      </header>
      {/* A long text without a control in it must scroll by keyboard too. */}
      <div className={styles.scroller} tabIndex={isWide ? undefined : 0}>
        <div className={cx(styles.body, fills && styles.fills, isWide && styles.wide)}>
          {intro && <p className={styles.intro}>{intro}</p>}
          {children}
        </div>
      </div>
      {footer && (
        <footer className={styles.footer}>
          <div className={styles.buttons}>{footer}</div>
        </footer>
      )}
    </section>
  )
}
