import type { SlashOutcome } from './slash.ts'

/** Something to put in the place of what was typed. */
export interface Suggestion {
  readonly id: string
  readonly label: string
  /** What else it takes. */
  readonly hint?: string
  readonly detail?: string
  /** Why it cannot be chosen now, in the place of its detail. */
  readonly disabled?: string
  readonly insert: string
}

/** What fits at the caret. `from` and `to` are what a choice takes the place of. */
export interface Suggestions {
  readonly kind: 'command' | 'argument' | 'mention'
  readonly from: number
  readonly to: number
  readonly label: string
  readonly items: readonly Suggestion[]
  /** How many there are, in words. */
  readonly announcement: string
}

/** What helps to write in one conversation. */
export interface ComposerAid {
  /** `isAsked`: the beginning of a name alone is reason enough. */
  suggest(text: string, caret: number, isAsked: boolean): Suggestions | undefined
  /** Does what a line says that is a command. */
  run(line: string): Promise<SlashOutcome>
}
