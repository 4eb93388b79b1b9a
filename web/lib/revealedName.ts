import { revealed } from './revealed.ts'

/** A name as it is, with the spaces that a browser would leave out or draw as one: `Doc ` is not Doc. */
export function revealedName(name: string): string {
  return revealed(name).replace(
    /(?<=^|\s)\s|\s$/gu,
    (space) => `⟨U+${space.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  )
}
