import { illegalCodePoint } from '#protocol/text.ts'
import { type Element, NS_UNREADABLE, xml } from './xml.ts'

/**
 * What stands for a message that said something and cannot be read: who sent it, and nothing of what it held. Nothing
 * for a notice without words, a bounce, and other stanzas, of which nobody would miss one.
 */
export function unreadable({ name, attrs, children }: Element): Element | undefined {
  const hasWords = children.some((child) => typeof child !== 'string' && child.getName() === 'body')
  if (name !== 'message' || attrs.type === 'error' || !hasWords) return undefined
  const { from, to, type, id } = attrs
  const isSound = (text: string | undefined) => text !== undefined && illegalCodePoint(text) === undefined
  const own = { from, to, type, ...(isSound(id) ? { id } : {}) }
  return xml('message', own, xml('unreadable', { xmlns: NS_UNREADABLE }))
}
