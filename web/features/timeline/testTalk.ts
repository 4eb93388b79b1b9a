import { chatWith, inRoom, privately } from '../../lib/conversation.ts'
import { FakeGateway } from '../../transport/fake.ts'
import { sessionModel } from '../session/model.ts'
import { timelineCommands } from './commands.ts'
import { timelineModel } from './model.ts'

export const ROOM = 'lab@rooms.hill.example'
export const lab = inRoom(ROOM)
export const withDoc = chatWith('doc@hill.example')
export const withDocInLab = privately(ROOM, 'Doc')

interface Out {
  content?: string
  id: string
  replace?: string
  to?: string
  room?: string
  again?: boolean
  at?: string
}

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
  /** Messages that went out, and their ids. */
  const out = () =>
    gateway.sent.flatMap(([name, data]) =>
      name === 'xmpp.chat.message' || name === 'xmpp.muc.message' ? [data as Out] : [],
    )
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
    out,
    /** The server has all that went out so far: to people, and to one alone in a room. */
    async proved(): Promise<void> {
      await settled()
      for (const { id, to, room } of out())
        if (to !== undefined)
          gateway.event('xmpp.delivery.confirmed', { id, to: room === undefined ? to : `${room}/${to}` })
    },
  }
}

export const archived = (id: string, by = ROOM) => ({ stanzaIds: [{ by, id }] })
export const at = (when: string) => ({ delay: { when } })
/** Lets promises that are settled run on, one after the other. */
export async function settled(): Promise<void> {
  await Promise.all([import('./outboxDesk.ts'), import('../../store/vault.ts')])
  for (let i = 0; i < 60; i++) await new Promise((resolve) => setTimeout(resolve, 0))
}
