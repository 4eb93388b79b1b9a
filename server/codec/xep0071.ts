import { type Element, ownText, parse, xml } from '../xmpp/xml.ts'

const NS_HTML = 'http://jabber.org/protocol/xhtml-im'
const NS_BODY = 'http://www.w3.org/1999/xhtml'

/**
 * What a message says. XHTML never leaves the gateway as markup: the plain body is what every sender must give
 * (XEP-0071 §8), and where one did not, the text of the markup stands in.
 */
export function parseContent(message: Element): { content?: string; format?: 'plain' } {
  const body = ownText(message, 'body')
  if (body !== undefined) return { content: body, format: 'plain' }
  const markup = message.getChild('html', NS_HTML)?.getChild('body', NS_BODY)
  return markup ? { content: allText(markup), format: 'plain' } : {}
}

/** `<body/>`, and `<html/>` for XHTML; undefined when the markup is not one well-formed element. */
export function buildContent(content: string, format: string | null | undefined): Element[] | undefined {
  if (format !== 'xhtml') return [xml('body', {}, content)]
  const markup = parseMarkup(content)
  if (markup === undefined) return undefined
  const html = xml('html', { xmlns: NS_HTML }, xml('body', { xmlns: NS_BODY }, markup))
  return [xml('body', {}, allText(markup)), html]
}

function parseMarkup(content: string): Element | undefined {
  try {
    const markup = parse(content)
    // Names and attributes are written as they are: only what XML allows may stand there.
    return isSound(markup) ? markup : undefined
  } catch {
    return undefined
  }
}

const NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/u

function isSound(element: Element, depth = 50): boolean {
  return (
    depth > 0 &&
    NAME.test(element.name) &&
    Object.keys(element.attrs).every((name) => NAME.test(name)) &&
    element.getChildElements().every((child) => isSound(child, depth - 1))
  )
}

function allText(element: Element, depth = 100): string {
  if (depth === 0) return ''
  return element.children
    .map((child) => (typeof child === 'string' ? child : allText(child, depth - 1)))
    .join('')
}
