import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import { applyTheme, keepTheme, keptTheme, type Theme } from './theme.ts'

/** How the page looks here: kept by this browser for every account. */
export const appearanceModel = defineModel('appearance', () => {
  const theme = new Value<Theme>(keptTheme())
  // Another tab chose.
  addEventListener('storage', () => {
    theme.set(keptTheme())
    applyTheme(theme.get())
  })
  return {
    theme,
    setTheme(next: Theme): void {
      keepTheme(next)
      theme.set(next)
      applyTheme(next)
    },
  }
})
