import { useModel } from '../../store/react.ts'
import { httpCommands } from './commands.ts'

export const useAnswer = () => useModel(httpCommands).answer
