import { illegalCodePoint } from '#protocol/text.ts'
import type { Element } from './xml.ts'

/**
 * Whether a stanza holds a character that XML 1.0 §2.2 does not have. Our parser is no strict one, and a server closes
 * the whole stream of who sends it on: with an id, a nick, or what others put into one's card.
 */
export function holdsIllegal(stanza: Element): boolean {
  // A list instead of a recursion: strangers choose how deep it is.
  const left: Element[] = [stanza]
  for (let element = left.pop(); element !== undefined; element = left.pop()) {
    for (const value of Object.values(element.attrs))
      if (typeof value === 'string' && illegalCodePoint(value) !== undefined) return true
    for (const child of element.children)
      if (typeof child !== 'string') left.push(child as Element)
      else if (illegalCodePoint(child) !== undefined) return true
  }
  return false
}
