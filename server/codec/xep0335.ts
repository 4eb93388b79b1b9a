import { type Element, xml } from '../xmpp/xml.ts'

const NS = 'urn:xmpp:json:0'
const MAX_DEPTH = 64

/** The value in a JSON container; undefined where it is no JSON, or nested deeper than anybody could mean. */
export function parseJson(parent: Element): { json: unknown } | undefined {
  const text = parent.getChild('json', NS)?.getText()
  if (text === undefined) return undefined
  try {
    const json: unknown = JSON.parse(text)
    return isHarmless(json) ? { json } : undefined
  } catch {
    return undefined
  }
}

/** `text` is JSON already. */
export const buildJson = (text: string): Element => xml('json', { xmlns: NS }, text)

// Takes `__proto__` out: whoever copies the value key by key would change the copy's prototype.
function isHarmless(json: unknown): boolean {
  let level: object[] = isObject(json) ? [json] : []
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return false
    for (const each of level) if (Object.hasOwn(each, '__proto__')) Reflect.deleteProperty(each, '__proto__')
    level = level.flatMap((each) => Object.values(each).filter(isObject))
  }
  return true
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
