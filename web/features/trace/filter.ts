import { directionOf, type Exchange, peerOf } from './exchange.ts'

export interface Filter {
  /** A part of an event's or a stanza's name. */
  readonly name: string
  readonly direction: 'all' | 'in' | 'out'
  /** Anywhere, in JSON or XML. */
  readonly text: string
  /** A bare JID. */
  readonly peer: string
}

export const NO_FILTER: Filter = { name: '', direction: 'all', text: '', peer: '' }

// What an exchange says, in small letters: made when it is first looked for, and gone with it.
const texts = new WeakMap<Exchange, string>()

function textOf(exchange: Exchange): string {
  let text = texts.get(exchange)
  if (text === undefined) {
    const parts = exchange.entries.map(
      ({ name, data, xml }) => `${name} ${xml ?? JSON.stringify(data) ?? ''}`,
    )
    text = parts.join('\n').toLowerCase()
    texts.set(exchange, text)
  }
  return text
}

export const isEmpty = ({ name, direction, text, peer }: Filter) =>
  name === '' && direction === 'all' && text === '' && peer === ''

export function fits(exchange: Exchange, { name, direction, text, peer }: Filter): boolean {
  if (direction !== 'all' && directionOf(exchange) !== direction) return false
  if (peer !== '' && peerOf(exchange) !== peer) return false
  const wanted = name.trim().toLowerCase()
  if (wanted !== '' && !exchange.entries.some((entry) => entry.name.toLowerCase().includes(wanted)))
    return false
  return text === '' || textOf(exchange).includes(text.toLowerCase())
}
