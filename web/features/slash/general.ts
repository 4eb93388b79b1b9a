import { t } from '../../lib/i18n.ts'
import { refused, type SlashCommand } from '../../lib/slash.ts'
import { usageOf } from './usage.ts'

const EVERYWHERE = ['room', 'private', 'chat'] as const

/** Commands that belong to no slice. */
export function general(find: (name: string) => SlashCommand | undefined): readonly SlashCommand[] {
  return [
    {
      name: 'help',
      takes: [{ kind: 'text', name: 'command', isOptional: true }],
      where: EVERYWHERE,
      run(rest) {
        const name = rest.trim().replace(/^\//u, '')
        // The list of what one can do here is the one that a slash opens.
        if (name === '') return { is: 'done', next: '/' }
        const command = find(name)
        if (!command) return refused(t('slash:unknown', { name }))
        const about = t(`slash:about.${command.name}`)
        return { is: 'done', said: t('slash:help', { usage: usageOf(command, name), about }) }
      },
    },
    {
      // It is said, not done; it stands here so that the list has it.
      name: 'me',
      takes: [{ kind: 'text', name: 'text' }],
      where: EVERYWHERE,
      run: () => refused(t('slash:about.me')),
    },
  ]
}
