import { t } from '../lib/i18n.ts'
import { ClockIcon, WarnIcon } from './icons.ts'
import styles from './UnsentMark.module.css'

const ICONS = { waiting: ClockIcon, failed: WarnIcon }

/** Beside a name: something written there has not been sent yet, or could not be. */
export function UnsentMark({ state }: { state: keyof typeof ICONS | undefined }) {
  if (state === undefined) return null
  const Icon = ICONS[state]
  const words = t(`ui:unsent.${state}`)
  return (
    <span className={styles.mark} role="img" aria-label={words} title={words} data-unsent={state}>
      <Icon aria-hidden="true" />
    </span>
  )
}
