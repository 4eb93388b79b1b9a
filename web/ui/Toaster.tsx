import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { cx } from '../lib/cx.ts'
import { t } from '../lib/i18n.ts'
import { dismissToast, type ShownToast, shownToasts, subscribeToasts } from '../lib/toasts.ts'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { CheckIcon, CloseIcon, WarnIcon } from './icons.ts'
import styles from './Toaster.module.css'

const shortly = 5000
const longer = 10000

/** Where toasts appear; once in the page. They wait while the pointer or the focus is on them. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToasts, shownToasts)
  const region = useRef<HTMLElement>(null)
  const [held, setHeld] = useState(false)
  const newest = toasts.at(-1)?.id

  // Into the top layer again with every toast: above a dialog that opened in between.
  useEffect(() => {
    const element = region.current
    if (!element || newest === undefined) return
    element.showPopover()
    return () => element.hidePopover()
  }, [newest])

  return (
    <section
      ref={region}
      popover="manual"
      aria-label={t('ui:messages')}
      className={styles.region}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {/* There before its content is, or some screen readers miss the first. */}
      <div role="status" className={styles.list}>
        {toasts.map((each) => (
          <ToastRow key={each.id} toast={each} held={held} />
        ))}
      </div>
    </section>
  )
}

function ToastRow({ toast, held }: { toast: ShownToast; held: boolean }) {
  const { id, text, tone = 'neutral', action } = toast
  const lasts = action || tone === 'bad' ? longer : shortly
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismissToast(id), lasts)
    return () => clearTimeout(timer)
  }, [id, held, lasts])

  return (
    <div className={cx(styles.toast, styles[tone])}>
      {tone === 'bad' && <WarnIcon className={styles.icon} aria-hidden="true" />}
      {tone === 'good' && <CheckIcon className={styles.icon} aria-hidden="true" />}
      <p className={styles.text}>{text}</p>
      {action && (
        <Button
          variant="plain"
          size="s"
          onClick={() => {
            dismissToast(id)
            action.perform()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon={CloseIcon} label={t('ui:dismiss')} size="s" onClick={() => dismissToast(id)} />
    </div>
  )
}
