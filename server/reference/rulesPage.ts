import { type Html, html } from './html.ts'
import type { Links } from './links.ts'
import type { Reference } from './reference.ts'

interface Rule {
  id: string
  title: string
  says: readonly string[]
}

/** What holds for every event; `rules.json` has the words. */
export function rulesPage({ reasons, texts }: Reference, rules: readonly Rule[], links: Links): Html {
  return html`<h1>Rules of the wire</h1>
${rules.map(
  ({ id, title, says }) => html`<section aria-labelledby="${id}">
<h2 id="${id}"><a href="#${id}">${title}</a></h2>
<ul>${says.map((each) => html`<li>${links.say(each)}</li>`)}</ul>
</section>`,
)}
<section aria-labelledby="reasons">
<h2 id="reasons"><a href="#reasons">Reasons</a></h2>
<p>An error says in XMPP’s words what was wrong; where these leave open what a person should do, it also has a <code>reason</code>.</p>
<table><caption>Every reason</caption>
<thead><tr><th scope="col">Reason</th><th scope="col">Meaning</th></tr></thead>
<tbody>${reasons.map(
    (reason) =>
      html`<tr id="reason-${reason}"><th scope="row"><code>${reason}</code></th><td>${links.say(texts.glossary.reasons[reason] ?? '')}</td></tr>`,
  )}</tbody></table>
</section>`
}
