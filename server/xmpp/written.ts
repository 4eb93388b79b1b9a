import { type Element, escapeXML, escapeXMLText } from '@xmpp/xml'

/** An element as it goes over the wire: what ltx writes, in one text instead of a call for each of its pieces. */
export const written = (element: Element): string => writtenAfter('', element)

function writtenAfter(before: string, { name, attrs, children }: Element): string {
  let text = `${before}<${name}`
  for (const key in attrs) {
    const value = attrs[key]
    if (value !== undefined && value !== null) text += ` ${key}="${inAttribute(String(value))}"`
  }
  if (children.length === 0) return `${text}/>`
  text += '>'
  for (const child of children)
    text = typeof child === 'string' ? text + inText(child) : writtenAfter(text, child as Element)
  return `${text}</${name}>`
}

const inAttribute = (value: string) => (isPlain(value) ? value : escapeXML(value))
const inText = (value: string) => (isPlain(value) || !/[&<>]/u.test(value) ? value : escapeXMLText(value))

/** Up to so many characters, reading them one by one is quicker than a regular expression. */
const SHORT = 12

function isPlain(value: string): boolean {
  if (value.length > SHORT) return !/["&'<>]/u.test(value)
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index)
    // " & ' < >
    if (code === 0x22 || code === 0x26 || code === 0x27 || code === 0x3c || code === 0x3e) return false
  }
  return true
}
