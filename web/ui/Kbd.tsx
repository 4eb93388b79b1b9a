import { cx } from '../lib/cx.ts'
import styles from './Kbd.module.css'

const apple = /Mac|iPhone|iPad/u.test(globalThis.navigator?.platform ?? '')
const symbols: Record<string, string> = apple
  ? { Mod: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↵' }
  : { Mod: 'Ctrl', Enter: '↵' }

/** Keys, as `Mod+K`: Mod is the command key on Apple's machines and Ctrl elsewhere. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <kbd className={cx(styles.kbd, className)}>
      {keys
        .split('+')
        .map((key) => symbols[key] ?? key)
        .join(apple ? '' : ' ')}
    </kbd>
  )
}
