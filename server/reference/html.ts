/** Markup that may stand in a page as it is. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Content = string | number | false | undefined | Html | readonly Content[]

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeText = (text: string): string => text.replace(/[&<>"']/gu, (each) => ESCAPES[each] ?? each)

/** A template whose values are texts: whatever they hold, they stay text. Markup is `Html` alone. */
export function html(strings: TemplateStringsArray, ...values: Content[]): Html {
  return new Html(strings.map((each, at) => each + rendered(values[at])).join(''))
}

function rendered(value: Content): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value))
  return value.map(rendered).join('')
}

/** A sentence with `code` in it; what `hrefOf` knows becomes a link. */
export function prose(text: string, hrefOf: (code: string) => string | undefined): Html {
  const parts = text.split('`').map((part, at) => {
    if (at % 2 === 0) return html`${part}`
    const href = hrefOf(part)
    return href === undefined ? html`<code>${part}</code>` : html`<a href="${href}"><code>${part}</code></a>`
  })
  return html`${parts}`
}
