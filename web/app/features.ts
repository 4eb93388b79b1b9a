import { affiliationLogModel } from '../features/affiliations/log.ts'
import { appearanceModel } from '../features/appearance/model.ts'
import { avatarSlots } from '../features/avatar/slots.tsx'
import { blockingModel } from '../features/blocking/model.ts'
import { blockingSlots } from '../features/blocking/slots.tsx'
import { bookmarksModel } from '../features/bookmarks/model.ts'
import { bookmarksSlots } from '../features/bookmarks/slots.tsx'
import { chatStatesModel } from '../features/chatStates/model.ts'
import { chatStatesSlots } from '../features/chatStates/slots.tsx'
import { conversationsModel } from '../features/conversations/model.ts'
import { requestsModel } from '../features/conversations/requests.ts'
import { conversationsSlots } from '../features/conversations/slots.tsx'
import { displayedSlots } from '../features/displayed/slots.tsx'
import { httpModel } from '../features/http/model.ts'
import { httpSlots } from '../features/http/slots.tsx'
import { invitesModel } from '../features/invites/model.ts'
import { invitesSlots } from '../features/invites/slots.tsx'
import { moderationSlots } from '../features/moderation/slots.tsx'
import { bookmarkedModel } from '../features/muc/bookmarked.ts'
import { directoryCommands } from '../features/muc/directory.ts'
import { mucJump } from '../features/muc/jump.ts'
import { mucModel } from '../features/muc/model.ts'
import { privatesModel } from '../features/muc/privates.ts'
import { mucSlots } from '../features/muc/slots.tsx'
import { subjectsModel } from '../features/muc/subjects.ts'
import { occupantsModel } from '../features/occupants/model.ts'
import { occupantsSlots } from '../features/occupants/slots.tsx'
import { presenceModel } from '../features/presence/model.ts'
import { presenceSlots } from '../features/presence/slots.tsx'
import { receiptsModel } from '../features/receipts/model.ts'
import { registerSlots } from '../features/register/slots.tsx'
import { roomConfigSlots } from '../features/roomConfig/slots.tsx'
import { roomRegistrationSlots } from '../features/roomRegistration/slots.tsx'
import { rosterModel } from '../features/roster/model.ts'
import { rosterSlots } from '../features/roster/slots.tsx'
import { sessionModel } from '../features/session/model.ts'
import { sessionSlots } from '../features/session/slots.tsx'
import { sharingSlots } from '../features/sharing/slots.tsx'
import { historyDoor } from '../features/timeline/door.ts'
import { timelineModel } from '../features/timeline/model.ts'
import { timelineSlots } from '../features/timeline/slots.tsx'
import { traceSlots } from '../features/trace/slots.tsx'
import { uploadModel } from '../features/upload/model.ts'
import { uploadSlots } from '../features/upload/slots.tsx'
import { vcardSlots } from '../features/vcard/slots.tsx'
import { voiceModel } from '../features/voice/model.ts'
import { voiceSlots } from '../features/voice/slots.tsx'
import type { Feature } from './feature.ts'

/** Every slice of the page; a line here is what a new one costs. Sections of the sidebar stand in this order. */
export const features: readonly Feature[] = [
  { name: 'session', models: [sessionModel], slots: sessionSlots },
  { name: 'appearance', models: [appearanceModel] },
  { name: 'roster', models: [rosterModel], slots: rosterSlots },
  { name: 'presence', models: [presenceModel], slots: presenceSlots },
  { name: 'timeline', models: [timelineModel, historyDoor], slots: timelineSlots },
  { name: 'chatStates', models: [chatStatesModel], slots: chatStatesSlots },
  { name: 'receipts', models: [receiptsModel] },
  { name: 'bookmarks', models: [bookmarksModel], slots: bookmarksSlots },
  { name: 'invites', models: [invitesModel], slots: invitesSlots },
  {
    name: 'muc',
    models: [mucModel, subjectsModel, privatesModel, directoryCommands, mucJump, bookmarkedModel],
    slots: mucSlots,
  },
  { name: 'roomConfig', slots: roomConfigSlots },
  { name: 'roomRegistration', slots: roomRegistrationSlots },
  { name: 'sharing', slots: sharingSlots },
  { name: 'conversations', models: [conversationsModel, requestsModel], slots: conversationsSlots },
  {
    name: 'displayed',
    later: () => import('../features/displayed/model.ts').then((module) => module.displayedModel),
    slots: displayedSlots,
  },
  {
    name: 'clientState',
    later: () => import('../features/clientState/model.ts').then((module) => module.clientStateModel),
  },
  {
    name: 'avatar',
    later: () => import('../features/avatar/model.ts').then((module) => module.avatarModel),
    slots: avatarSlots,
  },
  { name: 'vcard', slots: vcardSlots },
  { name: 'register', slots: registerSlots },
  {
    name: 'blocking',
    models: [blockingModel],
    later: () => import('../features/blocking/watch.ts').then((module) => module.blockingWatch),
    slots: blockingSlots,
  },
  {
    name: 'command',
    later: () => import('../features/command/model.ts').then((module) => module.commandModel),
    isAside: true,
  },
  { name: 'moderation', slots: moderationSlots },
  { name: 'occupants', models: [occupantsModel], slots: occupantsSlots },
  { name: 'affiliations', models: [affiliationLogModel] },
  { name: 'voice', models: [voiceModel], slots: voiceSlots },
  {
    name: 'http',
    models: [httpModel],
    later: () => import('../features/http/watch.ts').then((module) => module.httpWatch),
    isAside: true,
    slots: httpSlots,
  },
  {
    name: 'jingle',
    later: () => import('../features/jingle/model.ts').then((module) => module.jingleModel),
    isAside: true,
  },
  { name: 'upload', models: [uploadModel], slots: uploadSlots },
  { name: 'trace', slots: traceSlots },
]
