import { useModel, useValue } from '../../store/react.ts'
import { tellingModel } from './telling.ts'

export function useTelling(): [boolean, (next: boolean) => void] {
  const telling = useModel(tellingModel)
  return [useValue(telling.isOn), telling.choose]
}
