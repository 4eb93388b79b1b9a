import { Html, html } from './html.ts'

const MAX_LINE = 56

/** JSON as a person would write it: on one line what fits there. */
export function pretty(value: unknown, indent = ''): string {
  const flat = oneLine(value)
  if (flat.length + indent.length <= MAX_LINE || typeof value !== 'object' || value === null) return flat
  const inner = `${indent}  `
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const parts = Array.isArray(value)
    ? value.map((each) => inner + pretty(each, inner))
    : Object.entries(value).map(([key, each]) => `${inner}${JSON.stringify(key)}: ${pretty(each, inner)}`)
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined'
  const parts = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${oneLine(each)}`)
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
}

const JSON_PART = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null|-?\d[\d.]*)\b/gu
const XML_PART = /(<\/?)([\w:.-]+)|([\w:.-]+)(=)('[^']*'|"[^"]*")|<!--[\s\S]*?-->/gu

/** Coloured by what a part is: keys, texts, other values. */
export const jsonCode = (text: string): Html =>
  marked(text, JSON_PART, ([whole, quoted, colon]) => {
    if (quoted === undefined) return html`<i>${whole}</i>`
    return colon === undefined ? html`<s>${quoted}</s>` : html`<b>${quoted}</b>${colon}`
  })

/** Coloured by what a part is: names of elements, of attributes, values. */
export const xmlCode = (text: string): Html =>
  marked(text, XML_PART, ([whole, open, element, attribute, equals, value]) => {
    if (element !== undefined) return html`${open}<b>${element}</b>`
    if (attribute !== undefined) return html`<i>${attribute}</i>${equals}<s>${value}</s>`
    return html`<i>${whole}</i>`
  })

function marked(text: string, part: RegExp, markUp: (match: RegExpMatchArray) => Html): Html {
  const out: Html[] = []
  let at = 0
  for (const match of text.matchAll(part)) {
    out.push(html`${text.slice(at, match.index)}`, markUp(match))
    at = match.index + match[0].length
  }
  return new Html([...out, html`${text.slice(at)}`].map((each) => each.text).join(''))
}
