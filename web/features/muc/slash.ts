import { bareOf } from '#protocol/jid.ts'
import { type Conversation, inRoom } from '../../lib/conversation.ts'
import { t } from '../../lib/i18n.ts'
import { navigate } from '../../lib/route.ts'
import { sentence } from '../../lib/sentence.ts'
import { done, refused, type SlashCommand, type SlashOutcome, type SlashPart } from '../../lib/slash.ts'
import { takeWord } from '../../lib/slashArguments.ts'
import { defineModel } from '../../transport/env.ts'
import { conversationsModel } from '../conversations/model.ts'
import { mucCommands } from './commands.ts'
import { mucModel } from './model.ts'
import { refusalWords } from './refusal.ts'
import { serviceCommands } from './services.ts'

/** Entering and leaving rooms, and what one does in them, by a line. */
export const mucSlash = defineModel('mucSlash', (use): SlashPart => {
  const muc = use(mucModel)
  const commands = use(mucCommands)
  const { service } = use(serviceCommands)
  const { rows } = use(conversationsModel)

  const isOutside = (target: Conversation) =>
    target.kind === 'room' && muc.rooms.get(target.room)?.state === 'joined' ? undefined : t('slash:outside')

  /** `lounge`, `#lounge` and `lounge@rooms.example` are written in one way or another. */
  async function addressOf(word: string): Promise<string | undefined> {
    const name = word.replace(/^#/u, '').replace(/^xmpp:|\?.*$/giu, '')
    if (name.includes('@')) return bareOf(name)
    const domain = await service()
    return domain === undefined ? undefined : bareOf(`${name}@${domain}`)
  }

  async function join(line: string): Promise<SlashOutcome> {
    const { word, rest: password } = takeWord(line)
    const room = await addressOf(word)
    if (!room?.includes('@')) return refused(t('slash:noRoom', { room: word }))
    if (muc.rooms.get(room)?.state !== 'joined') {
      const info = await commands.describe(room)
      const isOpen = info.ok && (password !== '' || !info.value.hasPassword)
      // Its door does the rest: it asks for what is missing, and says what is wrong.
      if (isOpen) await commands.join(room, commands.usualNick(), password || undefined, 'line')
    }
    navigate({ name: 'room', room })
    return done()
  }

  async function leave(room: string): Promise<SlashOutcome> {
    const result = await commands.leave(room)
    if (!result.ok) return refused(t('muc:leaveFailed', { why: sentence(result.error, 'muc') }))
    navigate({ name: 'home' })
    return done()
  }

  async function rename(nick: string, room: string): Promise<SlashOutcome> {
    const result = await commands.setNick(room, nick)
    return result.ok ? done() : refused(refusalWords(result.error, room))
  }

  async function subject(text: string, room: string): Promise<SlashOutcome> {
    const now = muc.rooms.get(room)?.subject
    if (text === '') return done(now ? t('muc:subject.is', { subject: now }) : t('muc:subject.none'))
    const result = await commands.setSubject(room, text)
    return result.ok ? done() : refused(sentence(result.error, 'muc'))
  }

  function inOne(
    command: Pick<SlashCommand, 'name' | 'aliases' | 'takes'>,
    run: (text: string, room: string) => Promise<SlashOutcome>,
  ): SlashCommand {
    return {
      ...command,
      where: ['room'],
      refusal: isOutside,
      run: (line, target) => run(line.trim(), target.kind === 'room' ? target.room : ''),
    }
  }

  return {
    commands: [
      {
        name: 'join',
        aliases: ['j'],
        takes: [
          { kind: 'room', name: 'room' },
          { kind: 'secret', name: 'password', isOptional: true },
        ],
        where: ['room', 'private', 'chat'],
        run: join,
      },
      {
        // A room that put one out can be left as well.
        name: 'leave',
        aliases: ['part'],
        takes: [],
        where: ['room'],
        run: (_, target) => (target.kind === 'room' ? leave(target.room) : done()),
      },
      inOne({ name: 'nick', takes: [{ kind: 'text', name: 'nick' }] }, rename),
      inOne(
        { name: 'topic', aliases: ['subject'], takes: [{ kind: 'text', name: 'text', isOptional: true }] },
        subject,
      ),
    ],
    candidates: {
      room: () =>
        [...muc.rooms.keys()]
          .sort((a, b) => (rows.get(inRoom(b))?.lastAt ?? 0) - (rows.get(inRoom(a))?.lastAt ?? 0))
          .map((room) => ({ text: room, detail: muc.nameOf(room) })),
    },
  }
})
