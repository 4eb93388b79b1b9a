const OPEN = '<![CDATA['
const CLOSE = ']]>'

/**
 * CDATA sections as the escaped text that they stand for: after one, ltx loses all text up to the next tag. What may be
 * the beginning of a mark that two packets share waits for the rest of it, so that no `<` is ever the last character.
 */
export class PlainText {
  #isInside = false
  #held = ''

  read(text: string): string {
    if (!this.#isInside && this.#held === '' && !text.includes('<!') && !text.endsWith('<')) return text
    let rest = this.#held + text
    let plain = ''
    for (;;) {
      const mark = this.#isInside ? CLOSE : OPEN
      const at = rest.indexOf(mark)
      const end = at < 0 ? rest.length - begun(rest, mark) : at
      const part = rest.slice(0, end)
      plain += this.#isInside ? escaped(part) : part
      if (at < 0) {
        this.#held = rest.slice(end)
        return plain
      }
      rest = rest.slice(end + mark.length)
      this.#isInside = !this.#isInside
    }
  }
}

/** How many characters at the end of a text begin this mark. */
function begun(text: string, mark: string): number {
  let length = Math.min(text.length, mark.length - 1)
  while (!text.endsWith(mark.slice(0, length))) length--
  return length
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
