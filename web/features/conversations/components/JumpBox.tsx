import { useEffect, useLayoutEffect, useState } from 'react'
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

/** What is typed before the box is there: it stands in it then, and never where the focus was until then. */
export interface Early {
  text: string
  isEntered: boolean
  /** The box is there and hears its keys itself. */
  isOver: boolean
}

/** The one box that finds anything: people, rooms, and what there is to do. */
export function JumpBox() {
  const [early, setEarly] = useState<Early | undefined>(undefined)
  const open = () => setEarly({ text: '', isEntered: false, isOver: false })
  const close = () => setEarly(undefined)

  // Who presses the keys types on at once: the box should be there by then.
  useEffect(() => {
    const timer = setTimeout(JumpDialog.preload, AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  // Before the first paint: whoever sees the page may press the keys.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isJump = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      if (isJump && event.key.toLowerCase() === 'k') early ? close() : open()
      else if (!early || !keep(event, early, close)) return
      // Otherwise some browsers go to their own search.
      event.preventDefault()
      event.stopPropagation()
    }
    addEventListener('keydown', onKeyDown, true)
    return () => removeEventListener('keydown', onKeyDown, true)
  }, [early])

  return (
    <>
      <button
        type="button"
        className={styles.box}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={open}
      >
        <SearchIcon className={styles.icon} aria-hidden="true" />
        <span className={styles.words}>{t('conversations:jump')}</span>
        <Kbd keys="Mod+K" className={styles.keys} />
      </button>
      {early && <JumpDialog early={early} onClose={close} />}
    </>
  )
}

/** Takes a key for the box that is on its way; false for what is none of its own. */
function keep({ key, ctrlKey, metaKey, isComposing }: KeyboardEvent, early: Early, close: () => void) {
  if (early.isOver || isComposing || ctrlKey || metaKey) return false
  if (key === 'Escape') close()
  else if (key === 'Enter') early.isEntered = true
  else if (key === 'Backspace') early.text = early.text.slice(0, -1)
  else if (key.length > 1) return false
  else if (!early.isEntered) early.text += key
  return true
}
