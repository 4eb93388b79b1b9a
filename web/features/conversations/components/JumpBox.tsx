import { useEffect, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { SearchIcon } from '../../../ui/icons.ts'
import { Kbd } from '../../../ui/Kbd.tsx'
import styles from './JumpBox.module.css'
import { JumpDialog } from './JumpDialog.tsx'

/** The one box that finds anything: people, rooms, and what there is to do. */
export function JumpBox() {
  const [open, setOpen] = useState(false)

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
