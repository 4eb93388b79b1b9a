import { type ComponentType, createContext, type ReactNode, useContext } from 'react'
import type { DataForm, FormSubmission } from '#protocol/forms.ts'
import { type Conversation, type ConversationId, parseConversation } from './conversation.ts'
import type { SentFile } from './files.ts'
import { PartBoundary } from './PartBoundary.tsx'

/** Every named place that slices may fill, with what the place tells them. */
export interface SlotProps {
  /** Sections of the sidebar, in the order of the features. */
  sidebar: object
  /** Buttons at the right of a room's header. */
  roomHeaderTool: { room: string }
  /** Buttons at the right of a contact's header. */
  chatHeaderTool: { jid: string }
  /** Beside somebody whom one does not know: a request, a first message. */
  strangerTool: { jid: string; isSmall?: boolean }
  /** On the page of requests, below those who ask to be contacts. */
  requests: object
  /** What a conversation says about itself above its messages: left, kicked, a stranger. */
  conversationNotice: { conversation: ConversationId }
  /** Between the messages and the composer: who is typing, requests for voice. */
  aboveComposer: { conversation: ConversationId; refusal?: string | undefined }
  /** Beside the field where one writes. `refusal`: why nothing can be said here now. */
  composerTool: { conversation: ConversationId; refusal?: string | undefined }
  /** A message that is a file: its picture, or where it leads. Fills the place that is kept for it. */
  /** `isKnown`: by oneself or a contact. */
  sentFile: { conversation: ConversationId; own: boolean; isKnown: boolean; file: SentFile }
  /** Below the name of whoever wrote: what one should know of them. */
  authorNote: { conversation: ConversationId; author: string }
  /** Buttons of a message that is pointed at or has the focus; `entryKey` is its key in the conversation. */
  messageTool: { conversation: ConversationId; entryKey: string }
  /** Pages of the settings. */
  settingsSection: object
  /** What else is known of a person, on their card. */
  contactCard: { jid: string }
  /** At the top of one's own profile: one's picture. */
  ownProfile: object
  /** Any form of a server, to be filled (XEP-0004). */
  dataForm: {
    form: DataForm
    onSubmit: (filled: FormSubmission) => void
    /** Without one, its buttons stand elsewhere, and belong to the form by its `id`. */
    submitLabel?: string
    id?: string
    error?: string
    busy?: boolean
  }
  /** Mounted once beside everything: dialogs, listeners. */
  root: object
}
export type SlotName = keyof SlotProps

export type SlotEntry = {
  [N in SlotName]: {
    slot: N
    id: string
    component: ComponentType<SlotProps[N]>
    /** Of a place in a conversation: shown in this kind alone, so that its code need not be there for others. */
    only?: SlotProps[N] extends { conversation: ConversationId } ? Conversation['kind'] : never
  }
}[SlotName]

export const SlotsContext = createContext<readonly SlotEntry[]>([])

/** Renders what the features put into this place. */
export function Slot<N extends SlotName>({ name, props }: { name: N; props: SlotProps[N] }): ReactNode {
  const entries = useContext(SlotsContext)
  return entries.map((entry) => {
    if (entry.slot !== name) return null
    if (entry.only && 'conversation' in props && parseConversation(props.conversation).kind !== entry.only)
      return null
    const Component = entry.component as ComponentType<SlotProps[N]>
    return (
      <PartBoundary key={entry.id}>
        <Component {...props} />
      </PartBoundary>
    )
  })
}
