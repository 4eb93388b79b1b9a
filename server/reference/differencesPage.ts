import { type Html, html } from './html.ts'
import type { Links } from './links.ts'
import type { Entry, Reference } from './reference.ts'

/** Where XMPP-FTW 2 or its extensions are wrong and we are not, and what we have beside them. */
export function differencesPage({ slices }: Reference, links: Links): Html {
  const entries = slices.flatMap((each) => each.entries)
  const added = entries.filter(({ original }) => original === undefined)
  const list = (each: Entry) =>
    html`<li><a href="${links.entry(each)}"><code>${each.name}</code></a>: ${links.say(each.says)}</li>`
  return html`<h1>Differences from XMPP-FTW 2</h1>
<p>A client that was written for XMPP-FTW 2 works unchanged. No name, type or meaning of a key that it has is another here:
what was wrong is right, what was missing has a new key, and what could not be said has a new event.</p>
<section aria-labelledby="right">
<h2 id="right"><a href="#right">What was wrong and is right</a></h2>
${slices.map(({ name, title, entries: own }) => {
  const differing = own.filter(({ text }) => text.differs)
  if (differing.length === 0) return undefined
  return html`<h3 id="right-${name}">${title}</h3><ul>${differing.map(
    (each) =>
      html`<li><a href="${links.entry(each)}"><code>${each.name}</code></a><ul>${each.text.differs?.map((said) => html`<li>${links.say(said)}</li>`)}</ul></li>`,
  )}</ul>`
})}
</section>
<section aria-labelledby="added">
<h2 id="added"><a href="#added">Events that XMPP-FTW 2 does not have</a></h2>
<ul>${added.map(list)}</ul>
</section>`
}
