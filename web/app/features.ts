import { appearanceModel } from '../features/appearance/model.ts'
import { chatStatesModel } from '../features/chatStates/model.ts'
import { chatStatesSlots } from '../features/chatStates/slots.tsx'
import { conversationsModel } from '../features/conversations/model.ts'
import { conversationsSlots } from '../features/conversations/slots.tsx'
import { invitesModel } from '../features/invites/model.ts'
import { invitesSlots } from '../features/invites/slots.tsx'
import { directoryCommands } from '../features/muc/directory.ts'
import { mucJump } from '../features/muc/jump.ts'
import { mucModel } from '../features/muc/model.ts'
import { mucSlots } from '../features/muc/slots.tsx'
import { occupantsModel } from '../features/occupants/model.ts'
import { presenceModel } from '../features/presence/model.ts'
import { presenceSlots } from '../features/presence/slots.tsx'
import { receiptsModel } from '../features/receipts/model.ts'
import { rosterModel } from '../features/roster/model.ts'
import { rosterSlots } from '../features/roster/slots.tsx'
import { sessionModel } from '../features/session/model.ts'
import { timelineModel } from '../features/timeline/model.ts'
import { voiceModel } from '../features/voice/model.ts'
import { voiceSlots } from '../features/voice/slots.tsx'
import type { Feature } from './feature.ts'

/** Every slice of the page; a line here is what a new one costs. Sections of the sidebar stand in this order. */
export const features: readonly Feature[] = [
  { name: 'session', models: [sessionModel] },
  { name: 'appearance', models: [appearanceModel] },
  { name: 'roster', models: [rosterModel], slots: rosterSlots },
  { name: 'presence', models: [presenceModel], slots: presenceSlots },
  { name: 'timeline', models: [timelineModel] },
  { name: 'chatStates', models: [chatStatesModel], slots: chatStatesSlots },
  { name: 'receipts', models: [receiptsModel] },
  { name: 'invites', models: [invitesModel], slots: invitesSlots },
  { name: 'muc', models: [mucModel, directoryCommands, mucJump], slots: mucSlots },
  { name: 'conversations', models: [conversationsModel], slots: conversationsSlots },
  { name: 'occupants', models: [occupantsModel] },
  { name: 'voice', models: [voiceModel], slots: voiceSlots },
]
