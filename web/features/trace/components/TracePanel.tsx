import { useEffect, useId, useRef } from 'react'
import { t } from '../../../lib/i18n.ts'
import { navigate, useRoute } from '../../../lib/route.ts'
import { useNarrow } from '../../../lib/useMedia.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { CloseIcon, MoreIcon } from '../../../ui/icons.ts'
import { isDockOpen } from '../dock.ts'
import { TraceConsole } from './TraceConsole.tsx'
import styles from './TracePanel.module.css'

/** The console below everything else, which gives it room. Where there is none, it is a page. */
export function TracePanel() {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const isNarrow = useNarrow()
  const isPage = useRoute().name === 'console'
  const close = () => isDockOpen.set(false)

  useEffect(() => {
    if (!isNarrow && !isPage) return
    close()
    if (!isPage) navigate({ name: 'console' })
  }, [isNarrow, isPage])
  useEffect(() => {
    const before = document.activeElement
    heading.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])

  if (isNarrow || isPage) return null
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <TraceConsole
        heading={
          <h2 ref={heading} id={id} tabIndex={-1} className={styles.title}>
            {t('trace:title')}
          </h2>
        }
        exits={
          <>
            <IconButton
              icon={MoreIcon}
              label={t('trace:asPage')}
              onClick={() => navigate({ name: 'console' })}
            />
            <IconButton icon={CloseIcon} label={t('trace:close')} shortcut="Mod+Shift+X" onClick={close} />
          </>
        }
      />
    </section>
  )
}
