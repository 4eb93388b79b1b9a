import { type Html, html } from './html.ts'
import { idOf, type Links } from './links.ts'
import type { Entry, Reference } from './reference.ts'

const EXAMPLE = `const socket = io()                          // your session's cookie goes along
socket.emit('xmpp.muc.join', { room: 'lab@conference.example.org', nick: 'doc' }, (error, joined) => {
  // error: { type, condition, description, reason, … } or null
  // joined: { room, nick, self: { affiliation, role }, status, subject }
})
socket.on('xmpp.muc.roster', ({ room, nick, affiliation, role, present }) => {})`

/** All events, slice by slice, each with its sentence. */
export function indexPage({ slices }: Reference, links: Links): Html {
  const all = slices.flatMap(({ entries }) => entries)
  const count = (kind: Entry['kind']) => all.filter((each) => each.kind === kind).length
  return html`<h1>What a page and the gateway say to each other</h1>
<p>Named events over Socket.IO, each with one JSON payload and, from page to gateway, one acknowledgement. Names and
meanings are those of XMPP-FTW 2; what Hoverboard adds are new keys and new events. Here are ${count('command')} commands and
${count('event')} events. All of this is made from the schemas that the gateway itself checks every payload with, and from
the stanzas and payloads that its tests play.</p>
<pre class="sample"><code>${EXAMPLE}</code></pre>
<p><a href="/docs/rules">Rules of the wire</a> tells how sessions, acknowledgements, errors, limits and result sets work;
<a href="/docs/shapes">shapes</a> are what several events share.</p>
${slices
  .filter(({ entries }) => entries.length > 0)
  .map(
    ({ name, title, about, entries }) => html`<section aria-labelledby="slice-${name}">
<h2 id="slice-${name}"><a href="${links.slice(name)}">${title}</a></h2>
<p>${links.say(about)}</p>
<table class="events"><caption>Events of ${title}</caption>
<thead><tr><th scope="col">Event</th><th scope="col">What it does</th></tr></thead>
<tbody>${entries.map((entry) => row(entry, all, links))}</tbody></table>
</section>`,
  )}`
}

function row(entry: Entry, all: readonly Entry[], links: Links): Html {
  const { name, kind, says, ack } = entry
  return html`<tr id="${idOf(entry, all)}"><th scope="row"><a href="${links.entry(entry)}"><code>${name}</code></a><span class="type">${kind === 'command' ? `page → gateway, ack ${ack}` : 'gateway → page'}</span></th><td>${links.say(says)}</td></tr>`
}
