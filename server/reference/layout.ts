import { type Html, html } from './html.ts'
import { BASE } from './links.ts'
import type { Reference } from './reference.ts'

interface Page {
  /** Its address after `/docs/`; empty for the first. */
  path: string
  title: string
  description: string
  body: Html
}

/** The pages beside those of the slices. */
export const CHAPTERS = [
  { path: '', title: 'All events' },
  { path: 'rules', title: 'Rules of the wire' },
  { path: 'shapes', title: 'Shapes' },
  { path: 'differences', title: 'Differences from XMPP-FTW 2' },
] as const

/** A whole page: head, search, contents, body. */
export function layout({ path, title, description, body }: Page, { slices }: Reference): string {
  const link = (to: string, name: string) =>
    html`<li><a href="${BASE}${to && `/${to}`}"${path === to && html` aria-current="page"`}>${name}</a></li>`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${description}">
<title>${title} – Hoverboard’s protocol</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${BASE}/docs.css">
<script src="${BASE}/docs.js" type="module"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<a class="home" href="/">Hoverboard</a>
<a class="title" href="${BASE}">Protocol</a>
<a class="jump" href="#contents">Contents</a>
<search id="search" hidden></search>
</header>
<div class="columns">
<main id="content" tabindex="-1">
${body}
</main>
<nav id="contents" aria-label="Contents">
<h2>The protocol</h2>
<ul>${CHAPTERS.map((each) => link(each.path, each.title))}</ul>
<h2>Slices</h2>
<ul>${slices.map(({ name, title: named }) => link(name, named))}</ul>
</nav>
</div>
</body>
</html>
`.text
}
