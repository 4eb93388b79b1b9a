import { t } from '../../lib/i18n.ts'
import type { SlashCommand } from '../../lib/slash.ts'

/** How a command is written: `/ban <who> [reason]`. */
export function usageOf({ takes }: SlashCommand, name: string): string {
  const words = takes.map(({ name: argument, isOptional }) => {
    const word = t(`slash:argument.${argument}`)
    return isOptional ? `[${word}]` : `<${word}>`
  })
  return [`/${name}`, ...words].join(' ')
}
