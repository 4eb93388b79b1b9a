import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Highlight } from './Highlight.tsx'

const SVG = `'><svg onload=confirm(2)>`

test.each([['svg'], ["'>"], ['<svg onload=confirm(2)>'], ['('], ['.*'], ['\\']])(
  'S26: markup that is searched for by %j is text, and what fits is marked',
  (query) => {
    const { container } = render(<Highlight text={`a ${SVG} \\ .* b`} query={query} />)
    expect(container.textContent).toBe(`a ${SVG} \\ .* b`)
    expect([...container.querySelectorAll('*')].map(({ localName }) => localName)).toEqual(['mark'])
    expect(container.querySelector('mark')?.textContent).toBe(query)
  },
)
