import type { Delay } from '#protocol/delay.ts'
import { sameJid } from '#protocol/jid.ts'
import { type Element, isNamed, xml } from '../xmpp/xml.ts'
import type { PayloadCodec } from './payload.ts'

const NS = 'urn:xmpp:delay'

/** The delay that an element holds, whoever claims it; with `by`, the one that this address vouches for. */
export function parseDelay(element: Element, by?: string): Delay | undefined {
  const child = delayOf(element, by)
  const when = child?.attrs.stamp
  if (!child || !when) return undefined
  const reason = child.getText()
  return { when, ...(child.attrs.from ? { from: child.attrs.from } : {}), ...(reason ? { reason } : {}) }
}

// One that says no time says nothing, and hides no other.
function delayOf(element: Element, by: string | undefined): Element | undefined {
  for (const child of element.children) {
    if (typeof child === 'string' || !isNamed(child, 'delay') || child.getNS() !== NS) continue
    const { from, stamp } = child.attrs
    if (stamp && (by === undefined || (from !== undefined && sameJid(from, by)))) return child
  }
  return undefined
}

/** Says that something was said at `when` (milliseconds since 1970) and only now gets out of `from`'s hands. */
export const buildDelay = (from: string, when: number): Element =>
  xml('delay', { xmlns: NS, from, stamp: new Date(when).toISOString() })

export const delay: PayloadCodec<{ delay?: Delay }, object> = {
  reads: [NS],
  parse(message) {
    const found = parseDelay(message)
    return found ? { delay: found } : {}
  },
  build: () => [],
}
