import type { Conversation } from '../../lib/conversation.ts'
import { t } from '../../lib/i18n.ts'
import { sentence } from '../../lib/sentence.ts'
import { done, refused, type SlashCommand, type SlashOutcome, type SlashPart } from '../../lib/slash.ts'
import { takeWord } from '../../lib/slashArguments.ts'
import { defineModel } from '../../transport/env.ts'
import { rosterModel } from '../roster/model.ts'
import { sessionModel } from '../session/model.ts'
import { blockable, stopFor } from './address.ts'
import { blockingCommands } from './commands.ts'
import { type Blockee, blockingModel } from './model.ts'

/** Blocks, and lets through again, by a line; without an address, whom one talks with. */
export const blockingSlash = defineModel('blockingSlash', (use): SlashPart => {
  const { rows, ask } = use(blockingModel)
  const { unblock } = use(blockingCommands)
  const roster = use(rosterModel)
  const session = use(sessionModel)

  function whom(line: string, target: Conversation): Blockee | string {
    const { word } = takeWord(line)
    if (word !== '') {
      const jid = blockable(word)
      return jid === undefined ? t('slash:noAddress', { address: word }) : named(jid)
    }
    if (target.kind === 'chat') return named(target.jid)
    if (target.kind === 'private') return { jid: `${target.room}/${target.nick}`, name: target.nick }
    return t('blocking:slash.whom')
  }
  const named = (jid: string): Blockee => ({ jid, name: roster.contacts.get(jid)?.name ?? jid })

  async function run(how: 'block' | 'unblock', line: string, target: Conversation): Promise<SlashOutcome> {
    const found = whom(line, target)
    if (typeof found === 'string') return refused(found)
    if (found.jid === session.bare()) return refused(t('slash:yourself'))
    const stop = stopFor(found.jid, (each) => rows.has(each))
    if (how === 'block') {
      if (stop !== undefined) return refused(t('blocking:slash.already', { name: found.name }))
      // The same question as everywhere: what it means is said before.
      ask(found)
      return done()
    }
    if (stop === undefined) return refused(t('blocking:slash.not', { name: found.name }))
    const result = await unblock(stop === found.jid ? found : { jid: stop, name: stop })
    return result.ok ? done() : refused(sentence(result.error, 'blocking'))
  }

  const commands = (['block', 'unblock'] as const).map(
    (name): SlashCommand => ({
      name,
      takes: [{ kind: 'address', name: 'address', isOptional: true }],
      where: ['chat', 'private', 'room'],
      run: (line, target) => run(name, line, target),
    }),
  )
  return { commands }
})
