import { useEffect, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { lazily } from '../../../lib/lazily.tsx'
import { SearchIcon } from '../../../ui/icons.ts'
import { Kbd } from '../../../ui/Kbd.tsx'
import styles from './JumpBox.module.css'

const JumpDialog = lazily(
  () => import('./JumpDialog.tsx').then((module) => module.JumpDialog),
  'conversations',
)

const AFTER_MS = 1500

/** The one box that finds anything: people, rooms, and what there is to do. */
export function JumpBox() {
  const [open, setOpen] = useState(false)

  // Who presses the keys types on at once: the box must be there by then.
  useEffect(() => {
    const timer = setTimeout(JumpDialog.preload, AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isJump = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      if (!isJump || event.key.toLowerCase() !== 'k') return
      // Otherwise some browsers go to their own search.
      event.preventDefault()
      setOpen((now) => !now)
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])

  return (
    <>
      <button
        type="button"
        className={styles.box}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
      >
        <SearchIcon className={styles.icon} aria-hidden="true" />
        <span className={styles.words}>{t('conversations:jump')}</span>
        <Kbd keys="Mod+K" className={styles.keys} />
      </button>
      {open && <JumpDialog onClose={() => setOpen(false)} />}
    </>
  )
}
