import { useCallback } from 'react'
import { useModel } from '../../store/react.ts'
import { avatarCommands } from './commands.ts'
import { avatarModel } from './model.ts'

export const useAvatarCommands = () => useModel(avatarCommands)

/** Shows a picture that stood in somebody's card, where they tell of no other. */
export function useOfferPicture(): (jid: string, content: string) => void {
  const { offer } = useModel(avatarModel)
  return useCallback((jid, content) => void offer(jid, content), [offer])
}
