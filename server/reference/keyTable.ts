import type { KeyRow } from './describeKeys.ts'
import { type Content, type Html, html } from './html.ts'
import type { Links } from './links.ts'
import type { TypePart } from './rows.ts'

/** A type in words; shapes lead to where they are told. */
export const typeView = (type: readonly TypePart[], links: Links): Html =>
  html`${type.map((part) =>
    typeof part === 'string' ? part : html`<a href="${links.shape(part.shape)}">${part.shape}</a>`,
  )}`

/** The table of the keys of a payload. `isAnswer`: what may be absent instead of what may be left out. */
export function keyTable(keys: readonly KeyRow[], caption: string, links: Links, isAnswer = false): Html {
  return html`<table>
<caption>${caption}</caption>
<thead><tr><th scope="col">Key</th><th scope="col">Meaning</th></tr></thead>
<tbody>
${keys.map(
  (row) => html`<tr>
<th scope="row"><code>${row.path}</code><span class="type">${row.limit?.isAddress ? 'address' : typeView(row.type, links)}${limitView(row)}</span>${needView(row, isAnswer)}</th>
<td>${row.says && links.say(row.says)}${row.isOurs && html` <span class="tag ours">added</span>`}</td>
</tr>`,
)}
</tbody>
</table>`
}

function limitView({ limit }: KeyRow): Content {
  return limit?.bytes !== undefined && html`, at most ${limit.bytes} bytes`
}

function needView({ isRequired }: KeyRow, isAnswer: boolean): Content {
  if (isRequired) return html`<span class="need">${isAnswer ? 'always' : 'required'}</span>`
  return html`<span class="may">${isAnswer ? 'where known' : 'optional'}</span>`
}
