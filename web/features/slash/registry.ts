import type { Conversation } from '../../lib/conversation.ts'
import type { ArgumentKind, Candidate, SlashCommand, SlashPart } from '../../lib/slash.ts'

/** The commands of all slices, and what can stand behind them. */
export interface Registry {
  readonly commands: readonly SlashCommand[]
  /** By its name or another one it goes by, in any case. */
  find(name: string): SlashCommand | undefined
  candidates(kind: ArgumentKind, target: Conversation): readonly Candidate[]
}

export function createRegistry(parts: readonly SlashPart[]): Registry {
  const commands = parts.flatMap((part) => part.commands ?? [])
  const byName = new Map<string, SlashCommand>()
  for (const command of commands)
    for (const name of [command.name, ...(command.aliases ?? [])]) byName.set(name, command)
  return {
    commands,
    find: (name) => byName.get(name.toLowerCase()),
    candidates: (kind, target) => parts.flatMap((part) => part.candidates?.[kind]?.(target) ?? []),
  }
}
