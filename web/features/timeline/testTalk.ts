import { chatWith, inRoom, privately } from '../../lib/conversation.ts'
import { FakeGateway } from '../../transport/fake.ts'
import { sessionModel } from '../session/model.ts'
import { timelineCommands } from './commands.ts'
import { timelineModel } from './model.ts'

export const ROOM = 'lab@rooms.hill.example'
export const lab = inRoom(ROOM)
export const withDoc = chatWith('doc@hill.example')
export const withDocInLab = privately(ROOM, 'Doc')

const jid = (user: string, resource = 'car') => ({ user, domain: 'hill.example', resource })

/** Marty's page, online, with short ways to let things happen to it. */
export function talk() {
  const gateway = new FakeGateway()
  const timeline = gateway.models.use(timelineModel)
  const commands = gateway.models.use(timelineCommands)
  const session = gateway.models.use(sessionModel)
  gateway.event('xmpp.connection', { status: 'online', jid: jid('marty') })
  session.link.set({ state: 'open' })
  const entries = (conversation: string) => {
    const { entries: ordered } = timeline.of(conversation)
    return ordered.keys().flatMap((key) => ordered.get(key) ?? [])
  }
  return {
    gateway,
    timeline,
    commands,
    session,
    entries,
    texts: (conversation: string) => entries(conversation).map(({ text }) => text),
    /** From a person, to Marty. */
    hear: (content: string, more: object = {}, user = 'doc') =>
      gateway.event('xmpp.chat.message', { from: jid(user), content, ...more }),
    /** From Marty, by another tab or client. */
    sent: (content: string, more: object = {}) =>
      gateway.event('xmpp.chat.sent', { from: jid('marty'), to: jid('doc'), content, ...more }),
    inLab: (nick: string, content: string, more: object = {}) =>
      gateway.event('xmpp.muc.message', { room: ROOM, nick, private: false, content, ...more }),
    gone: (nick: string) => gateway.event('xmpp.muc.roster', { room: ROOM, nick, present: false }),
    jid,
    /** Messages that went out, and their ids. */
    out: () =>
      gateway.sent.flatMap(([name, data]) =>
        name === 'xmpp.chat.message' || name === 'xmpp.muc.message'
          ? [data as { content?: string; id: string; replace?: string; to?: string }]
          : [],
      ),
  }
}

export const archived = (id: string, by = ROOM) => ({ stanzaIds: [{ by, id }] })
export const at = (when: string) => ({ delay: { when } })
/** Lets promises that are settled run on. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 0))
