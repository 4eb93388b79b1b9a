import type { VoiceRequest } from '#protocol/voice.ts'
import { t } from '../../lib/i18n.ts'
import { useModel, useRow } from '../../store/react.ts'
import { useRoom } from '../muc/hooks.ts'
import { useSelf } from '../occupants/hooks.ts'
import { voiceCommands } from './commands.ts'
import { voiceModel } from './model.ts'

const NOBODY: readonly VoiceRequest[] = []

export function useVoiceRequests(room: string): readonly VoiceRequest[] {
  return useRow(useModel(voiceModel).queues, room) ?? NOBODY
}

export const useVoiceCommands = () => useModel(voiceCommands)

/** Whether one may be heard in the room at the moment. */
export function useIsMuted(room: string): boolean {
  return useSelf(room)?.role === 'visitor'
}

/** Why nothing can be said in the room now; undefined when it can. */
export function useComposerRefusal(room: string): string | undefined {
  const { state, departure } = useRoom(room) ?? {}
  const isMuted = useIsMuted(room)
  if (departure?.how === 'destroyed' || departure?.how === 'banned') return t('voice:noWayBack')
  if (state === 'left') return t('voice:outside')
  if (state === 'joining') return t('voice:entering')
  return isMuted ? t('voice:muted') : undefined
}
