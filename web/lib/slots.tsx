import { type ComponentType, createContext, type ReactNode, useContext } from 'react'
import type { ConversationId } from './conversation.ts'

/** Every named place that slices may fill, with what the place tells them. */
export interface SlotProps {
  /** Sections of the sidebar, in the order of the features. */
  sidebar: object
  /** Buttons at the right of a room's header. */
  roomHeaderTool: { room: string }
  /** Buttons at the right of a contact's header. */
  chatHeaderTool: { jid: string }
  /** What a conversation says about itself above its messages: left, kicked, a stranger. */
  conversationNotice: { conversation: ConversationId }
  /** Between the messages and the composer: who is typing, requests for voice. */
  aboveComposer: { conversation: ConversationId }
  /** Pages of the settings. */
  settingsSection: object
  /** Mounted once beside everything: dialogs, listeners. */
  root: object
}
export type SlotName = keyof SlotProps

export type SlotEntry = {
  [N in SlotName]: { slot: N; id: string; component: ComponentType<SlotProps[N]> }
}[SlotName]

export const SlotsContext = createContext<readonly SlotEntry[]>([])

/** Renders what the features put into this place. */
export function Slot<N extends SlotName>({ name, props }: { name: N; props: SlotProps[N] }): ReactNode {
  const entries = useContext(SlotsContext)
  return entries.map((entry) => {
    if (entry.slot !== name) return null
    const Component = entry.component as ComponentType<SlotProps[N]>
    return <Component key={entry.id} {...props} />
  })
}
