import fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { buildContent } from './xep0071.ts'

const { DOMParser } = new JSDOM('').window

test.each([
  ['<p>Great <strong>Scott</strong> &amp; co</p>', 'Great Scott & co'],
  ['<p title="a &lt; b" xml:lang="en">1 &lt; 2</p>', '1 < 2'],
  [' <p>with blanks around</p>\n', 'with blanks around'],
  ['<br/>', ''],
])('%s has the plain text %j', (markup, text) => {
  expect(buildContent(markup, 'xhtml')?.[0]?.getText()).toBe(text)
})

test.each([
  'plain',
  '<p>',
  '</p>',
  '<p>a</p><p>b</p>',
  'a<p>b</p>',
  "x'/><iq/>",
  '</markup><iq/><markup>',
  '<p></markup></p>',
  '<a:b>undeclared</a:b>',
  '<p a:b="c">undeclared</p>',
  '<p>&#0;</p>',
  '<p a="\u0007">x</p>',
  `${'<b>'.repeat(60)}x${'</b>'.repeat(60)}`,
  '',
])('%j is no element that a stanza can carry', (markup) => {
  expect(buildContent(markup, 'xhtml')).toBeUndefined()
})

test('whatever is accepted is well-formed on the wire', () => {
  const token = fc.constantFrom(
    ...[
      '<p>',
      '</p>',
      '<b x="1">',
      '</b>',
      '<br/>',
      'text',
      '&amp;',
      '&#0;',
      '&x;',
      '&',
      ']]>',
      '<![CDATA[',
      '<!--',
    ],
    ...[
      '-->',
      '<?pi ?>',
      '<a:b/>',
      '<p a=b>',
      '<p a="1" a="2">',
      '<p xmlns:x="y">',
      '<p x:y="z"/>',
      '</markup>',
      '"',
    ],
  )
  fc.assert(
    fc.property(fc.array(token, { maxLength: 8 }), (tokens) => {
      const built = buildContent(tokens.join(''), 'xhtml')
      if (built === undefined) return
      const text = `<message>${built.join('')}</message>`
      const document = new DOMParser().parseFromString(text, 'application/xml')
      expect(document.querySelector('parsererror')?.textContent, text).toBeUndefined()
    }),
    { seed: Number(process.env.SEED ?? 19551105), numRuns: 3000 },
  )
})

test('plain text is never read as markup', () => {
  expect(buildContent('<p>', 'plain')?.join('')).toBe('<body>&lt;p&gt;</body>')
  expect(buildContent('<p>', undefined)?.join('')).toBe('<body>&lt;p&gt;</body>')
})
