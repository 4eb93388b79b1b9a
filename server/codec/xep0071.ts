import { illegalCodePoint } from '#protocol/text.ts'
import { type Element, ownText, Parser, xml } from '../xmpp/xml.ts'

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

/** The one element that the text is; undefined where there is more, less, or a mistake. */
export function parseMarkup(content: string): Element | undefined {
  const found: Element[] = []
  let broken = false
  let ends = 0
  const parser = new Parser()
  parser.on('element', (element) => found.push(element))
  parser.on('end', () => ends++)
  parser.on('error', () => {
    broken = true
  })
  try {
    parser.write(`<markup>${content}</markup>`)
  } catch {
    return undefined
  }
  const hasText = parser.root?.children.some((child) => String(child).trim() !== '')
  const [markup] = found
  // More than one end: the markup closed what it did not open.
  if (broken || ends !== 1 || hasText || found.length !== 1 || markup === undefined) return undefined
  markup.parent = null
  return isSound(markup) ? markup : undefined
}

// Without prefixes: one that nobody declared is no XML, and a server ends the stream over it.
const NAME = /^[A-Za-z_][\w.-]*$/u
const ATTRIBUTE = /^(?:xml:)?[A-Za-z_][\w.-]*$/u

/** Names are written as they are: only what XML allows may stand there. */
function isSound(element: Element, depth = 50): boolean {
  return (
    depth > 0 &&
    NAME.test(element.name) &&
    Object.entries(element.attrs).every(([name, value]) => ATTRIBUTE.test(name) && isCarriable(value)) &&
    element.children.every((child) =>
      typeof child === 'string' ? isCarriable(child) : isSound(child, depth - 1),
    )
  )
}

const isCarriable = (text: string) => illegalCodePoint(text) === undefined

function allText(element: Element, depth = 100): string {
  if (depth === 0) return ''
  return element.children
    .map((child) => (typeof child === 'string' ? child : allText(child, depth - 1)))
    .join('')
}
