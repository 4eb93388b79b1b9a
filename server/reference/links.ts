import { type Html, prose } from './html.ts'
import type { Entry, Reference } from './reference.ts'

/** Where everything of the reference stands. */
export interface Links {
  entry(entry: Entry): string
  slice(name: string): string
  shape(name: string): string
  /** A sentence: names of events and shapes in it lead there. */
  say(text: string): Html
}

export const BASE = '/docs'

/** Commands and events share names: the event of a name that a command has as well is told apart. */
export function idOf({ name, kind }: Entry, others: readonly Entry[]): string {
  const isShared = kind === 'event' && others.some((each) => each.name === name && each.kind === 'command')
  return isShared ? `${name}-event` : name
}

export function linksOf({ slices, known }: Reference): Links {
  const entries = slices.flatMap((slice) => slice.entries)
  const shapes = new Set(known.shapes.map(({ name }) => name))
  const entry = (each: Entry) => `${BASE}/${each.slice}#${idOf(each, entries)}`
  const byName = new Map([...entries].reverse().map((each) => [each.name, each]))
  const shape = (name: string) => `${BASE}/shapes#${name}`
  return {
    entry,
    shape,
    slice: (name) => `${BASE}/${name}`,
    say: (text) =>
      prose(text, (code) => {
        const found = byName.get(code)
        if (found) return entry(found)
        return shapes.has(code) ? shape(code) : undefined
      }),
  }
}
