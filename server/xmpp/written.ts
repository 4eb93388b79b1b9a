import { type Element, escapeXML, escapeXMLText } from '@xmpp/xml'

/** An element as it goes over the wire: what ltx writes, in one text instead of a call for each of its pieces. */
export function written({ name, attrs, children }: Element): string {
  let text = `<${name}`
  for (const key in attrs) {
    const value = attrs[key]
    if (value !== undefined && value !== null) text += ` ${key}="${inAttribute(String(value))}"`
  }
  if (children.length === 0) return `${text}/>`
  text += '>'
  for (const child of children) text += typeof child === 'string' ? inText(child) : written(child as Element)
  return `${text}</${name}>`
}

const inAttribute = (value: string) => (/["&'<>]/u.test(value) ? escapeXML(value) : value)
const inText = (value: string) => (/[&<>]/u.test(value) ? escapeXMLText(value) : value)
