import { bareOf } from '#protocol/jid.ts'
import { t } from '../../lib/i18n.ts'
import { sentence } from '../../lib/sentence.ts'
import { done, refused, type SlashOutcome, type SlashPart } from '../../lib/slash.ts'
import { takeWord } from '../../lib/slashArguments.ts'
import { defineModel } from '../../transport/env.ts'
import { mucModel } from '../muc/model.ts'
import { invitesCommands } from './commands.ts'

/** Invitations by a line; without an address, by the form. */
export const invitesSlash = defineModel('invitesSlash', (use): SlashPart => {
  const muc = use(mucModel)
  const { send } = use(invitesCommands)

  async function invite(line: string, room: string): Promise<SlashOutcome> {
    const { word, rest } = takeWord(line)
    if (word === '') {
      muc.inviting.set(room)
      return done()
    }
    const jid = bareOf(word)
    if (!jid?.includes('@')) return refused(t('slash:noAddress', { address: word }))
    const result = await send(room, jid, rest.trim())
    return result.ok ? done(t('slash:invited', { who: jid })) : refused(sentence(result.error, 'invites'))
  }

  return {
    commands: [
      {
        name: 'invite',
        takes: [
          { kind: 'address', name: 'address', isOptional: true },
          { kind: 'text', name: 'reason', isOptional: true },
        ],
        where: ['room'],
        refusal: (target) =>
          target.kind === 'room' && muc.rooms.get(target.room)?.state === 'joined'
            ? undefined
            : t('slash:outside'),
        run: (line, target) => (target.kind === 'room' ? invite(line, target.room) : done()),
      },
    ],
  }
})
