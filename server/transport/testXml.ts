import fc from 'fast-check'

const NAMES = [
  'body',
  'message',
  'x',
  'iq',
  'stream:stream',
  'p:x',
  'q:message',
  'stream:x',
  'a.b',
  'a-b',
  'é',
  'constructor',
  'xmlnsx',
]
const ATTRS = ['from', 'to', 'id', 'xml:lang', 'p:from', 'q:to', 'stream:id', 'a.b', 'toString', 'length']
const VALUES = [
  'a',
  '',
  'a@b/c',
  '&lt;/message&gt;',
  '&amp;lt;',
  '&quot;&apos;',
  '>',
  '/>',
  ']]',
  '&#60;',
  '&#x10FFFF;',
  '\u{1f680}',
  '/&#39;',
]
const SPACES = ['jabber:client', 'urn:x', '', 'http://etherx.jabber.org/streams', 'urn:p']
const TEXTS = [
  ...VALUES,
  ' ',
  '\n',
  '=\'"',
  '\t',
  '<![CDATA[<x/>&amp;<!--]]>',
  '<![CDATA[]]>',
  '<![CDATA[]]]]>',
  '<![CDATA[<?]>]]>',
]
const BROKEN = [
  '<',
  '&',
  '&x;',
  '</x>',
  '<x',
  "<x a='1' a='2'/>",
  "<x a='<'/>",
  '<1/>',
  '<u:x/>',
  '<x a=1/>',
  '<!-- -->',
  '<?x?>',
  '<!DOCTYPE x>',
  ']]>',
  '&#0;',
  "<x a='1'b='2'/>",
  '</stream:stream>',
  '\ufffe',
]

const attribute = fc
  .tuple(
    fc.constantFrom(...ATTRS),
    fc.constantFrom(...VALUES),
    fc.constantFrom("'", '"'),
    fc.constantFrom(' ', '\n ', '\t'),
  )
  .map(([name, value, quote, space]) => ({ name, text: `${space}${name}=${quote}${value}${quote}` }))
const declared = fc
  .tuple(fc.option(fc.constantFrom(...SPACES)), fc.boolean(), fc.constantFrom('urn:p', 'jabber:client'))
  .map(([own, isFirst, p]) => {
    const spaces = own === null ? '' : ` xmlns='${own}'`
    const prefixes = ` xmlns:p='${p}' xmlns:q="urn:q"`
    return isFirst ? spaces + prefixes : prefixes + spaces
  })
/** What is well-formed, within a stream. */
export const { element, child } = fc.letrec<{ element: string; child: string }>((tie) => ({
  child: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constantFrom(...TEXTS), tie('element')),
  element: fc
    .tuple(
      fc.constantFrom(...NAMES),
      declared,
      fc.uniqueArray(attribute, { maxLength: 3, selector: ({ name }) => name }),
      fc.array(tie('child'), { maxLength: 4 }),
      fc.constantFrom('', ' ', '\n'),
    )
    .map(([name, spaces, attrs, children, space]) => {
      const head = `<${name}${spaces}${attrs.map(({ text }) => text).join('')}${space}`
      return children.length === 0 ? `${head}/>` : `${head}>${children.join('')}</${name}${space}>`
    }),
}))
/** Mostly what is not. */
export const broken = fc
  .tuple(element, fc.constantFrom(...BROKEN), fc.nat())
  .map(
    ([text, part, at]) => text.slice(0, at % (text.length + 1)) + part + text.slice(at % (text.length + 1)),
  )
