import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Element, xml } from './xml.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '&', '<', '>', '"', "'", ' ', '\n', ']') })
const { element } = fc.letrec<{ element: Element }>((tie) => ({
  element: fc
    .tuple(
      fc.constantFrom('message', 'body', 'thr:reply'),
      fc.dictionary(fc.constantFrom('xmlns', 'id', 'xml:lang'), fc.option(text, { nil: undefined })),
      fc.array(fc.oneof({ depthSize: 'small' }, text, fc.constant(null), tie('element')), { maxLength: 4 }),
    )
    .map(([name, attrs, children]) => xml(name, attrs, ...children)),
}))

test('an element is written as ltx would write it', () => {
  fc.assert(
    fc.property(element, (each) => {
      expect(each.toString()).toBe(Element.prototype.toString.call(each))
    }),
  )
})

test('what was parsed and put into another element is written with it', () => {
  const parsed = new Element('body', { xmlns: 'urn:x' })
  parsed.t('1 < 2')
  expect(xml('message', { to: "o'neill" }, parsed).toString()).toBe(
    '<message to="o&apos;neill"><body xmlns="urn:x">1 &lt; 2</body></message>',
  )
})
