export interface Place {
  readonly from: number
  readonly to: number
}
export type Path = readonly (string | number)[]

export interface Places {
  /** Where the key of a path stands; of the whole and of items, where they do. */
  find(path: Path): Place
  /** Where it stops being JSON. */
  readonly wrongAt: number | undefined
}

const keyOf = (path: Path) => JSON.stringify(path)

/** Where in a JSON text its keys are, as far as it is JSON. */
export function placesOf(text: string): Places {
  const places = new Map<string, Place>()
  let at = 0
  let wrongAt: number | undefined

  class Wrong extends Error {}
  const fail = (): never => {
    wrongAt ??= at
    throw new Wrong()
  }
  const skip = () => {
    while (/\s/u.test(text[at] ?? '')) at++
  }
  const expect = (sign: string) => {
    skip()
    if (text[at] !== sign) fail()
    at++
  }
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    if (found === undefined) return fail()
    at += found.length
    return found
  }

  function list(end: string, item: (index: number) => void): void {
    at++
    skip()
    if (text[at] === end) {
      at++
      return
    }
    for (let index = 0; ; index++) {
      item(index)
      skip()
      if (text[at] === end) break
      expect(',')
    }
    at++
  }

  function value(path: Path, depth: number): void {
    skip()
    const from = at
    if (depth > 50) fail()
    if (text[at] === '{')
      list('}', () => {
        skip()
        const begin = at
        const key = JSON.parse(take(STRING)) as string
        const inner = [...path, key]
        places.set(keyOf(inner), { from: begin, to: at })
        expect(':')
        value(inner, depth + 1)
      })
    else if (text[at] === '[') list(']', (index) => value([...path, index], depth + 1))
    else if (text[at] === '"') take(STRING)
    else take(WORD)
    if (!places.has(keyOf(path))) places.set(keyOf(path), { from, to: at })
  }

  try {
    value([], 0)
    skip()
    if (at < text.length) fail()
  } catch (error) {
    if (!(error instanceof Wrong)) wrongAt ??= at
  }
  return {
    wrongAt,
    find(path) {
      // What is missing is shown where it should be.
      for (let length = path.length; length >= 0; length--) {
        const place = places.get(keyOf(path.slice(0, length)))
        if (place)
          return length === path.length ? place : { from: place.from, to: Math.min(place.from + 1, place.to) }
      }
      return { from: 0, to: 0 }
    },
  }
}

const STRING = /"(?:[^"\\\n\r]|\\(?:["\\/bfnrt]|u[\da-f]{4}))*"/iuy
const WORD = /true\b|false\b|null\b|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?/iuy

/** Counted from 1. */
export const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length
