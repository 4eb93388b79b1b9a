// XEP-0392: Consistent Color Generation, §5.1 angle generation
import type { CSSProperties } from 'react'
import { sha1 } from './sha1.ts'

const known = new Map<string, number>()

/** The hue angle of a text in degrees: the same in every client that follows the XEP. */
export function consistentHue(text: string): number {
  const before = known.get(text)
  if (before !== undefined) return before
  const [low = 0, high = 0] = sha1(text)
  const hue = ((low | (high << 8)) / 65536) * 360
  // A list of occupants asks for the same few thousand; a day of strangers must not grow it for ever.
  if (known.size > 5000) known.clear()
  known.set(text, hue)
  return hue
}

/**
 * Spread on an element, it sets the hue from which the tokens `--nick`, `--face` and `--on-face` make colours of
 * enough contrast in both themes.
 */
export function hueProps(text: string): { 'data-hue': ''; style: CSSProperties } {
  return { 'data-hue': '', style: { '--hue': consistentHue(text).toFixed(1) } as CSSProperties }
}
