import type { Show } from '#protocol/presence.ts'
import { useKeys, useModel, useRow, useValue } from '../../store/react.ts'
import { presenceCommands } from './commands.ts'
import { presenceModel, type SubscriptionRequest, type Summary } from './model.ts'

export function usePresenceCommands() {
  return useModel(presenceCommands)
}

export function usePresence(jid: string): Summary {
  const presence = useModel(presenceModel)
  useRow(presence.people, jid)
  return presence.of(jid)
}

export function useOwnPresence(): { show?: Show; status?: string } {
  return useValue(useModel(presenceModel).own)
}

/** The bare JIDs of those who ask, oldest first. */
export function useRequests(): readonly string[] {
  return useKeys(useModel(presenceModel).requests)
}

/** How many strangers wait with them who wrote without asking, and how many of those are news. */
export function useWaitingStrangers(): { readonly all: number; readonly unread: number } {
  return useValue(useModel(presenceModel).strangers)
}

export function useSubscriptionRequest(jid: string): SubscriptionRequest | undefined {
  return useRow(useModel(presenceModel).requests, jid)
}
