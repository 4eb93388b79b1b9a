import { useId } from 'react'
import { t } from '../../../lib/i18n.ts'
import { type Icon, MoonIcon, SunIcon, SystemIcon } from '../../../ui/icons.ts'
import { useTheme } from '../hooks.ts'
import type { Theme } from '../theme.ts'
import styles from './ThemeChoice.module.css'

const THEMES: readonly [Theme, Icon][] = [
  ['system', SystemIcon],
  ['light', SunIcon],
  ['dark', MoonIcon],
]

/** Three looks, each shown as what it is. */
export function ThemeChoice() {
  const [theme, setTheme] = useTheme()
  const name = useId()
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{t('appearance:theme')}</legend>
      {THEMES.map(([each, IconPart]) => (
        <label key={each} className={styles.option}>
          <input
            type="radio"
            name={name}
            className={styles.input}
            checked={each === theme}
            onChange={() => setTheme(each)}
          />
          <span
            className={styles.sample}
            data-theme={each === 'system' ? undefined : each}
            aria-hidden="true"
          >
            <span className={styles.line} />
            <span className={styles.line} />
            <span className={styles.bubble} />
          </span>
          <span className={styles.name}>
            <IconPart aria-hidden="true" />
            {t(`appearance:theme.${each}`)}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
