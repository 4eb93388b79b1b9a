import { caseTitle, caseView } from './caseView.ts'
import { type Content, html } from './html.ts'
import { keyTable, typeView } from './keyTable.ts'
import { idOf, type Links } from './links.ts'
import type { Mention } from './mentions.ts'
import type { Refusal } from './probe.ts'
import type { Entry } from './reference.ts'

const ACKS = {
  required: 'acknowledgement required',
  optional: 'acknowledgement optional',
  none: 'never acknowledged',
} as const

/** One event of the contract, whole. */
export function entryView(entry: Entry, all: readonly Entry[], links: Links): Content {
  const { name, kind, says, more, cases, text, original } = entry
  const id = idOf(entry, all)
  const [first, ...others] = cases
  return html`<section class="entry">
<h2 id="${id}"><a href="#${id}"><code>${name}</code></a></h2>
<p class="tags"><span class="tag ${kind}">${kind === 'command' ? 'page → gateway' : 'gateway → page'}</span>
${entry.ack && html`<span class="tag">${ACKS[entry.ack]}</span>`}
<span class="tag${original ? '' : ' ours'}">${original ? 'XMPP-FTW 2' : 'added by Hoverboard'}</span></p>
<p>${links.say(says)}</p>
${more && more !== says && html`<p>${links.say(more)}</p>`}
<h3>Payload</h3>
${payload(entry, links)}
${kind === 'command' && answer(entry, links)}
${kind === 'command' && refusals(entry, links)}
${first && html`<h3>Example</h3><p class="case-title">${caseTitle(first)}</p>${caseView(first)}`}
${others.length > 0 && html`<details><summary>${others.length} more ${others.length === 1 ? 'case' : 'cases'}</summary>${others.map((each) => html`<h4>${caseTitle(each)}</h4>${caseView(each)}`)}</details>`}
${text.differs && html`<h3>Other than in XMPP-FTW 2</h3><ul>${text.differs.map((each) => html`<li>${links.say(each)}</li>`)}</ul>`}
<h3>Held by</h3>
${tests(entry)}
</section>`
}

function payload({ kind, keys, type, name }: Entry, links: Links): Content {
  if (keys.length > 0) return keyTable(keys, `Keys of ${name}`, links, kind === 'event')
  const isAnything = type[0] === 'anything'
  if (kind === 'command' && isAnything) return html`<p>None; what is sent is not read.</p>`
  return html`<p>${typeView(type, links)}</p>`
}

function answer({ ack, reply, hasResultSet, keysFirst, name }: Entry, links: Links): Content {
  if (ack === 'none')
    return html`<h3>Acknowledgement</h3><p>None in XMPP-FTW. One that is given is called all the same: <code>ack(null, ${reply && typeView(reply.type, links)})</code>. Without it, refusals come as ${links.say('`xmpp.error.client`')}.</p>`
  const rsm = hasResultSet && html`, <a href="${links.shape('Rsm')}">Rsm</a>`
  return html`<h3>Acknowledgement</h3>
<p><code>ack(null, ${reply && typeView(reply.type, links)}${rsm})</code>${reply?.says ? html`: ${links.say(reply.says)}` : '.'}
${ack === 'required' && html` Without a callback: <code>Missing callback</code>, as ${links.say('`xmpp.error.client`')}${keysFirst && html`, after the keys were checked`}.`}</p>
${reply && reply.keys.length > 0 && keyTable(reply.keys, `Keys of the answer to ${name}`, links, true)}`
}

function refusals({ refusals: probed, text, cases }: Entry, links: Links): Content {
  const written = text.errors ?? []
  const heard = new Map(
    cases.flatMap(({ ack, name }) => {
      const error = ack?.[0] as
        | { condition?: string; reason?: string; description?: string }
        | null
        | undefined
      return error
        ? [[JSON.stringify([error.condition, error.reason, error.description]), { error, name }] as const]
        : []
    }),
  )
  if (probed.length + written.length + heard.size === 0) return undefined
  return html`<h3>Refusals</h3>
<table class="refusals"><caption>What it is refused with</caption>
<thead><tr><th scope="col">Words</th><th scope="col">When</th></tr></thead><tbody>
${probed.map((each) => refusal(each.description, 'client-error', each.reason, whenOf(each)))}
${written.map((each) => refusal(each.description, each.description ? 'client-error' : undefined, each.reason, each.when))}
${[...heard.values()].map(({ error, name }) => refusal(error.description, error.condition, error.reason, `Case “${caseTitle({ name })}”.`))}
</tbody></table>
<p class="note">And what <a href="/docs/rules#errors">every command</a> may be refused with.</p>`

  function refusal(
    words: string | undefined,
    condition: string | undefined,
    reason: string | undefined,
    when: string,
  ) {
    return html`<tr><th scope="row">${words && html`<code>${words}</code>`}<span class="type">${condition}${condition && reason && ', '}${reason && html`reason <a href="/docs/rules#reason-${reason}">${reason}</a>`}</span></th><td>${links.say(when)}</td></tr>`
  }
}

const whenOf = ({ when, key }: Refusal) => `\`${key}\` is ${when}`

function tests({ slice, name, tests: mentions, cases, kind }: Entry): Content {
  const files = new Map<string, string[]>()
  for (const { file, title } of mentions as Mention[])
    files.set(file, [...(files.get(file) ?? []), ...(title === undefined ? [] : [title])])
  return html`<ul class="tests">
<li><code>server/extensions/fixtures.test.ts</code>: ${cases.length} ${cases.length === 1 ? 'case' : 'cases'} of <code>shared/fixtures/${slice}</code>${kind === 'command' && html`, each of them sent through a real gateway by <code>server/live/reference.live.test.ts</code>`}</li>
${[...files].map(([file, titles]) => html`<li><code>${file}</code>${titles.length > 0 && html`: ${short(titles, name)}`}</li>`)}
</ul>`
}

const MAX_TITLES = 4

function short(titles: readonly string[], name: string): string {
  const others = titles.filter((each) => each !== name)
  const more = others.length - MAX_TITLES
  return others.slice(0, MAX_TITLES).join(' · ') + (more > 0 ? ` · ${more} more` : '')
}
