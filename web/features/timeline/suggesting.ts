import type { Suggestion, Suggestions } from '../../lib/composerAid.ts'

/** The text once something was chosen, and where one goes on writing. */
export function apply(
  text: string,
  { from, to }: Pick<Suggestions, 'from' | 'to'>,
  { insert }: Pick<Suggestion, 'insert'>,
): { text: string; caret: number } {
  return { text: text.slice(0, from) + insert + text.slice(to), caret: from + insert.length }
}

/** It stands there already, but for the space behind it. */
export function isMoot(text: string, { from, to, items }: Suggestions, index: number): boolean {
  const item = items[index]
  return item === undefined || item.insert.trimEnd() === text.slice(from, to)
}

/** A name that was typed in full means whom it names: Enter then means what it always means. */
export function isTyped(text: string, list: Suggestions, index: number): boolean {
  const typed = text.slice(list.from, list.to).toLowerCase()
  return isMoot(text, list, index) || list.items[index]?.id.toLowerCase() === typed
}

/** The first that can be chosen; -1 when none can. */
export const firstEnabled = ({ items }: Pick<Suggestions, 'items'>): number =>
  items.findIndex((item) => item.disabled === undefined)

/** The next row in a direction, around the ends; rows that cannot be chosen are read as well. */
export function step({ items }: Pick<Suggestions, 'items'>, at: number, by: 1 | -1): number {
  return at < 0 ? (by > 0 ? 0 : items.length - 1) : (at + by + items.length) % items.length
}
