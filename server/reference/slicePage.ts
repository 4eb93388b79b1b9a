import { entryView } from './entryView.ts'
import { type Html, html } from './html.ts'
import { idOf, type Links } from './links.ts'
import type { Entry, Reference, Slice } from './reference.ts'

/** One slice: what it rests on, and each of its events. */
export function slicePage(
  { title, about, sources, entries }: Slice,
  { slices }: Reference,
  links: Links,
): Html {
  const all: Entry[] = slices.flatMap((each) => each.entries)
  return html`<h1>${title}</h1>
<p>${links.say(about)}</p>
<ul class="sources">${sources.map(
    ({ title: document, url, version }) =>
      html`<li><a href="${url}">${document}</a>, version read: ${version}</li>`,
  )}</ul>
<ul class="toc">${entries.map(
    (each) =>
      html`<li><a href="#${idOf(each, all)}"><code>${each.name}</code></a> ${each.kind === 'command' ? 'page → gateway' : 'gateway → page'}</li>`,
  )}</ul>
${entries.map((each) => entryView(each, all, links))}`
}
