import type { Case } from './cases.ts'
import { jsonCode, pretty, xmlCode } from './example.ts'
import { type Content, type Html, html } from './html.ts'

/** `a-ban-is-announced` as a sentence begins. */
export const caseTitle = ({ name }: Pick<Case, 'name'>): string => {
  const words = name.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A fixture as a conversation: what the page says and hears on one side, what goes over XMPP on the other. */
export function caseView({ command, out, reply, in: received, events, ack, given }: Case): Html {
  const room = given.rooms?.map((joined) => `in ${joined.room} as ${joined.nick}`).join(', ')
  const heard = events.map(([name, data]) => html`${JSON.stringify(name)} ${jsonCode(pretty(data))}\n`)
  const page = [
    command && json('Page sends', sends(command, ack)),
    events.length > 0 && json('Page hears', heard),
    ack && json('Acknowledgement', jsonCode(pretty(ack))),
  ]
  const sent = xml('Gateway sends', out)
  const arrived = xml('Stanza arrives', received)
  const wire = command ? [sent, xml('Server answers', reply), arrived] : [arrived, sent]
  const hasWire = wire.some((each) => each !== undefined)
  return html`<div class="case">
${room && html`<p class="given">Before it: ${room}.</p>`}
<div class="sides"><div>${page}</div>${hasWire && html`<div class="wire">${wire}</div>`}</div>
</div>`
}

const sends = ([name, payload]: [string, unknown?], ack: unknown[] | undefined) =>
  html`socket.emit(${JSON.stringify(name)}, ${jsonCode(pretty(payload ?? {}))}${ack === undefined ? ')' : ', ack)'}`

const json = (title: string, code: Content) =>
  html`<figure><figcaption>${title}</figcaption><pre><code>${code}</code></pre></figure>`

const xml = (title: string, text: string | undefined) =>
  text === undefined ? undefined : json(title, xmlCode(text))
