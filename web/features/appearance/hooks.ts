import { useModel, useValue } from '../../store/react.ts'
import { appearanceModel } from './model.ts'
import type { Theme } from './theme.ts'

export function useTheme(): [Theme, (theme: Theme) => void] {
  const appearance = useModel(appearanceModel)
  return [useValue(appearance.theme), appearance.setTheme]
}
