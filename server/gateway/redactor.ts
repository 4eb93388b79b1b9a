import { HIDDEN } from '#protocol/trace.ts'
import { Element, parse } from '../xmpp/xml.ts'

/** A name of a key, an element, an attribute or a form's field whose value nobody is to see. */
const SECRET =
  /pass|pwd|secret|token|credential|private-?key|key-?params|^(?:proxy-)?authorization$|^(?:set-)?cookie$/iu
/** Sounds like a secret, and only says whether there is one. */
const NO_SECRET = /^(?:muc#roomconfig_)?passwordprotectedroom$|^muc_(?:un)?passwordprotected$|passive/iu
/** XEP-0077 §5, XEP-0078 §4: what an old sign-in proves itself by. */
const PROOF = /^(?:digest|hash|key)$/u
const OLD_LOGIN = /^jabber:iq:(?:auth|register)$/u
const SASL = /^urn:ietf:params:xml:ns:xmpp-sasl$|^urn:xmpp:(?:sasl|fast)/u
/** Of SASL, what holds no secret. */
const OPEN_SASL = /^(?:mechanisms?|failure|abort|text|aborted|account-disabled|not-authorized)$/u
const NS_DATA = 'jabber:x:data'
const NS_SM = 'urn:xmpp:sm:3'
/** Where something that has a name of its own keeps what it names. */
const HOLDERS = new Set(['value', 'values', 'options', 'text', 'content', 'children', 'data', 'key', 'cdata'])

// Bounded, all of them: whoever writes to us chooses what they run over.
const WORD = '[\\w:.-]{0,40}(?:pass|pwd|secret|token|credential|signature)[\\w:.-]{0,40}'
const IN_ADDRESS = new RegExp(`([?&;#]${WORD}=)[^&;\\s"'<>]+`, 'giu')
const IN_JSON = new RegExp(`("${WORD}"\\s{0,9}:\\s{0,9})"(?:[^"\\\\]|\\\\.)*"?`, 'giu')
const IN_MARKUP = new RegExp(`(<${WORD}[^<>]{0,500}>)[^<]+`, 'giu')
const IN_ATTRIBUTE = new RegExp(`(\\b${WORD}\\s{0,9}=\\s{0,9})(?:"[^"]*"?|'[^']*'?)`, 'giu')
const IN_FIELD = /(<[\w:]{0,40}field\b[^<>]{0,500}\btext-private\b[^<>]{0,500}>).*/gsu

const MAX_CHARS = 32 * 1024
const MAX_FIELDS = 1000

const isSecret = (name: string) => SECRET.test(name) && !NO_SECRET.test(name)

/**
 * Copies of payloads and stanzas that may be shown: what is secret is hidden, what is long is cut. Remembers which
 * fields of forms were declared private (XEP-0004 §3.3), because a filled form need not say so.
 */
export class Redactor {
  readonly #privates = new Set<string>()
  #left = 0
  #hidden = 0

  /** `size` is about that of the copy, in characters. */
  json(value: unknown): { data: unknown; isCut: boolean; size: number } {
    this.#left = MAX_CHARS
    this.#learn(value)
    const data = this.#json(value, false)
    return { data, isCut: this.#left < 0, size: MAX_CHARS - this.#left }
  }

  xml(stanza: Element): { xml: string; isCut: boolean; size: number } {
    this.#left = MAX_CHARS
    this.#learnFields(stanza)
    const xml = this.#element(stanza, false).toString()
    return { xml, isCut: this.#left < 0, size: xml.length }
  }

  #learn(value: unknown): void {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return
    const { var: name, type } = value as Record<string, unknown>
    this.#keep(name, type)
    for (const item of Array.isArray(value) ? value : Object.values(value)) this.#learn(item)
  }

  #learnFields(element: Element): void {
    this.#keep(element.attrs.var, element.attrs.type)
    for (const child of element.getChildElements()) this.#learnFields(child)
  }

  #keep(name: unknown, type: unknown): void {
    if (type === 'text-private' && typeof name === 'string' && this.#privates.size < MAX_FIELDS)
      this.#privates.add(name)
  }

  #isPrivate({ var: field, name, type }: Record<string, unknown>): boolean {
    if (type === 'text-private' || (typeof field === 'string' && this.#privates.has(field))) return true
    return [field, name].some((each) => typeof each === 'string' && isSecret(each))
  }

  #json(value: unknown, hides: boolean): unknown {
    if (typeof value === 'string') return hides ? this.#hide(value) : this.#text(value)
    if (typeof value === 'number') return hides ? HIDDEN : value
    if (typeof value === 'boolean' || value === null) return value
    if (typeof value !== 'object') return undefined
    // Bytes are not for reading.
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return HIDDEN
    if (Array.isArray(value)) return this.#items(value, hides)
    const isPrivate = this.#isPrivate(value as Record<string, unknown>)
    const entries: [string, unknown][] = []
    for (const [key, item] of Object.entries(value)) {
      if (!this.#take(key.length + 4)) break
      const copy = this.#json(item, hides || isSecret(key) || (isPrivate && HOLDERS.has(key)))
      if (copy !== undefined) entries.push([key, copy])
    }
    return Object.fromEntries(entries)
  }

  #items(items: readonly unknown[], hides: boolean): unknown[] {
    const copies: unknown[] = []
    for (const item of items) {
      if (!this.#take(2)) break
      copies.push(this.#json(item, hides) ?? null)
    }
    return copies
  }

  #element(element: Element, isInside: boolean): Element {
    const { name, attrs } = element
    const ns = element.getNS() ?? ''
    const isHolder = isInside || holdsSecret(element.getName(), ns, attrs)
    const isField = ns === NS_DATA && element.getName() === 'field' && this.#isPrivate(attrs)
    const copy = new Element(name, this.#attributes(attrs, ns, isHolder))
    for (const child of element.children) {
      if (!this.#take(2)) break
      const hides = isHolder || isField
      if (child instanceof Element) copy.cnode(this.#element(child, hides))
      else copy.t(hides ? this.#hide(String(child)) : this.#text(String(child)))
    }
    return copy
  }

  #attributes(attrs: Record<string, unknown>, ns: string, isHolder: boolean): Record<string, string> {
    const entries = Object.entries(attrs).flatMap(([name, value]): [string, string][] => {
      if (value === undefined || value === null) return []
      const text = String(value)
      // XEP-0198 §5: whoever knows it may resume the stream.
      const isKey = ns === NS_SM && (name === 'id' || name === 'previd')
      const hides = isKey || isSecret(name) || (isHolder && HOLDERS.has(name))
      return [[name, hides ? this.#hide(text) : this.#text(text)]]
    })
    return Object.fromEntries(entries)
  }

  #hide(text: string): string {
    if (text === '') return text
    this.#hidden++
    return HIDDEN
  }

  // Cleaned before it is cut: half of an element is not known for what it is.
  #text(text: string): string {
    const clean = text.includes('<') ? this.#markup(text) : plain(text)
    if (this.#take(clean.length)) return clean
    return `${clean.slice(0, Math.max(0, this.#left + clean.length))}…`
  }

  /** A text that may hold elements (XMPP-FTW tells some stanzas as they are): each as in a stanza. */
  #markup(text: string): string {
    const [left, hidden] = [this.#left, this.#hidden]
    try {
      const root = parse(`<x>${text}</x>`)
      this.#learnFields(root)
      this.#left = Number.POSITIVE_INFINITY
      const clean = root.children.map((child) =>
        child instanceof Element ? this.#element(child, false).toString() : String(child),
      )
      // Where nothing had to be hidden it stays as it was written.
      if (this.#hidden > hidden) return plain(clean.join(''))
    } catch {
      // No XML, or too deep for it.
      const shown = text.replace(IN_FIELD, `$1${HIDDEN}`).replace(IN_MARKUP, `$1${HIDDEN}`)
      return plain(shown.replace(IN_ATTRIBUTE, `$1"${HIDDEN}"`))
    } finally {
      this.#left = left
    }
    return plain(text)
  }

  #take(chars: number): boolean {
    this.#left -= chars
    return this.#left >= 0
  }
}

const plain = (text: string) => text.replace(IN_ADDRESS, `$1${HIDDEN}`).replace(IN_JSON, `$1"${HIDDEN}"`)

function holdsSecret(name: string, ns: string, attrs: Record<string, unknown>): boolean {
  if (isSecret(name)) return true
  if (SASL.test(ns)) return !OPEN_SASL.test(name)
  if (OLD_LOGIN.test(ns)) return PROOF.test(name)
  // XEP-0363 §4: what lets one put a file there.
  return name === 'header' && typeof attrs.name === 'string' && isSecret(attrs.name)
}
