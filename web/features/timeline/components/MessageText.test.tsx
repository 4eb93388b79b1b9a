import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { NamedContext } from '../../../lib/named.ts'
import { MessageText } from './MessageText.tsx'

const people = new Set(['Doc', 'Marty McFly'])

function say(text: string, author = 'Doc') {
  const named = { self: 'Marty McFly', isNick: (nick: string) => people.has(nick) }
  const { container } = render(
    <NamedContext value={named}>
      <MessageText text={text} name={author} isKnown />
    </NamedContext>,
  )
  const texts = (selector: string) =>
    [...container.querySelectorAll(selector)].map((each) => each.textContent)
  return { container, marks: texts('mark'), others: texts('span') }
}

test('one’s own nick stands out in what others say, and theirs a little', () => {
  expect(say('marty mcfly, meet Doc: he is Doc')).toMatchObject({
    marks: ['marty mcfly'],
    others: ['Doc', 'Doc'],
  })
})

test('nobody is called in a link, nor by oneself', () => {
  expect(say('https://hill.example/Doc/Marty%20McFly')).toMatchObject({ marks: [], others: [] })
  expect(say('I am Marty McFly', 'Marty McFly').marks).toEqual([])
})

test('what somebody does names people as well', () => {
  expect(say('/me waves at Marty McFly').marks).toEqual(['Marty McFly'])
})

test('names are text, whatever they hold, and the message stays whole', () => {
  people.add('<b>x</b>')
  const { container, others } = say('hello <b>x</b> there')
  expect(others).toEqual(['<b>x</b>'])
  expect(container.textContent).toBe('hello <b>x</b> there')
})

test('where nobody is named nothing is marked', () => {
  const { container } = render(<MessageText text="Doc: hello" name="Doc" isKnown />)
  expect(container.querySelector('mark, span')).toBeNull()
})
