import type { ComposerAid } from '../../lib/composerAid.ts'
import { type ConversationId, parseConversation } from '../../lib/conversation.ts'
import { t } from '../../lib/i18n.ts'
import { refused, type SlashOutcome, type SlashPart } from '../../lib/slash.ts'
import { general } from './general.ts'
import { createRegistry } from './registry.ts'
import { suggest } from './suggest.ts'
import { usageOf } from './usage.ts'

/** Help for one conversation, made of what the slices know. `notice` says a quiet word in it. */
export function createAid(
  parts: readonly SlashPart[],
  conversation: ConversationId,
  notice: (conversation: ConversationId, text: string) => void,
): ComposerAid {
  const target = parseConversation(conversation)
  const registry = createRegistry([...parts, { commands: general((name) => registry.find(name)) }])

  async function obey(line: string): Promise<SlashOutcome> {
    // One space parts a command from what follows: a password may begin with one.
    const [, name = '', rest = ''] = /^\/(\S+)(?:\s([\s\S]*))?$/u.exec(line) ?? []
    const command = registry.find(name)
    if (!command) return refused(t('slash:unknown', { name }))
    if (!command.where.includes(target.kind)) return refused(t(`slash:notIn.${target.kind}`, { name }))
    const why = command.refusal?.(target)
    if (why) return refused(why)
    const [first] = command.takes
    const usage = usageOf(command, name)
    if (rest.trim() === '' && first && !first.isOptional) return refused(t('slash:missing', { usage }))
    if (rest.trim() !== '' && !first) return refused(t('slash:tooMuch', { usage }))
    return command.run(rest, target)
  }

  return {
    suggest: (text, caret, isAsked) => suggest(registry, target, text, caret, isAsked),
    async run(line) {
      const outcome = await obey(line)
      if (outcome.is === 'done' && outcome.said) notice(conversation, outcome.said)
      return outcome
    },
  }
}
