import { useValue } from '../../store/react.ts'
import { isDockOpen } from './dock.ts'

export const useDock = (): boolean => useValue(isDockOpen)
