import type { Conversation } from './conversation.ts'

/** What an argument of a command is; it decides what completes it. Nothing completes, or keeps, a secret. */
export type ArgumentKind = 'nick' | 'person' | 'address' | 'room' | 'text' | 'secret'

export interface SlashArgument {
  readonly kind: ArgumentKind
  /** What it is called in the command's usage. */
  readonly name: 'who' | 'address' | 'room' | 'nick' | 'reason' | 'text' | 'password' | 'command'
  readonly isOptional?: true
}

/** What came of a command. Refused or dropped, it stays where it was typed. */
export type SlashOutcome =
  | {
      readonly is: 'done'
      /** A quiet word on it, where nobody else will say it. */
      readonly said?: string
      /** What stands in the composer then. */
      readonly next?: string
    }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'dropped' }

/** Something that is done by a line beginning with a slash. Its sentence is among the words of `slash`, by its name. */
export interface SlashCommand {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly takes: readonly SlashArgument[]
  /** Kinds of conversation where it means something. */
  readonly where: readonly Conversation['kind'][]
  /** Why one cannot do it here at all, whatever follows. */
  readonly refusal?: (target: Conversation) => string | undefined
  readonly run: (rest: string, target: Conversation) => SlashOutcome | Promise<SlashOutcome>
}

/** Something that an argument can be. */
export interface Candidate {
  readonly text: string
  readonly detail?: string
}

/** What one slice knows of commands; `candidates` come best first. */
export interface SlashPart {
  readonly commands?: readonly SlashCommand[]
  readonly candidates?: Partial<Record<ArgumentKind, (target: Conversation) => readonly Candidate[]>>
}

export const refused = (why: string): SlashOutcome => ({ is: 'refused', why })
export const done = (said?: string): SlashOutcome => ({ is: 'done', ...(said ? { said } : {}) })

/** Whether a line is a command and no message: `/me` speaks, `//` and paths are text. */
export function isCommand(text: string): boolean {
  return /^\/(?!me(?:\s|$))[\p{L}\p{N}_-]+(?:\s|$)/iu.test(text)
}
