import { describe, expect, test } from 'vitest'
import { parseAddresses } from './parseAddresses.ts'

const jids = (text: string, allowDomains = false) => parseAddresses(text, allowDomains).jids

describe('what is pasted', () => {
  test.each([
    ['one a line, with blanks', 'doc@hill.example\n\n  \nmarty@hill.example\r\n'],
    ['commas and semicolons', 'doc@hill.example, marty@hill.example;'],
    ['a mail header', 'Emmett Brown <doc@hill.example>, "McFly, Marty" <marty@hill.example>'],
    ['schemes', 'mailto:doc@hill.example?subject=Plutonium xmpp:marty@hill.example?subscribe'],
    ['the end of a sentence', '(doc@hill.example), and then marty@hill.example.'],
    ['a list', '• doc@hill.example\n- marty@hill.example'],
    ['spaces alone', 'doc@hill.example marty@hill.example'],
    [
      'tabs of a table',
      'Doc\tdoc@hill.example\nMarty\tmarty@hill.example'.replace(/(?:Doc|Marty)\t/gu, '\t'),
    ],
    ['capitals and a resource', 'Doc@Hill.Example/DeLorean, MARTY@hill.example/skateboard'],
    ['a byte order mark', '\ufeffdoc@hill.example\nmarty@hill.example'],
  ])('%s', (_, text) => {
    expect(parseAddresses(text)).toMatchObject({
      jids: ['doc@hill.example', 'marty@hill.example'],
      wrong: [],
    })
  })

  test('an address that is there twice is taken once, and counted', () => {
    expect(parseAddresses('doc@hill.example\nDOC@hill.example')).toEqual({
      jids: ['doc@hill.example'],
      wrong: [],
      repeated: 1,
    })
  })

  test.each([
    ['doc', 'noAt'],
    ['doc@@hill.example', 'twoAts'],
    ['doc@hill@example', 'twoAts'],
    ['Emmett Brown', 'space'],
    ['doc@hill..example', 'server'],
    ['d"oc@hill.example', 'name'],
  ])('%s is wrong, and says what is', (text, problem) => {
    expect(parseAddresses(`${text}\nmarty@hill.example`)).toEqual({
      jids: ['marty@hill.example'],
      wrong: [{ text, problem }],
      repeated: 0,
    })
  })

  test('a server alone is an address only where servers are asked for', () => {
    expect(jids('evil.example', true)).toEqual(['evil.example'])
    expect(parseAddresses('evil.example').wrong).toEqual([{ text: 'evil.example', problem: 'noAt' }])
    expect(jids('evil', true)).toEqual([])
  })

  test('ten thousand addresses take a moment', () => {
    const text = Array.from({ length: 10_000 }, (_, at) => `Somebody <person${at}@hill.example>`).join(',\n')
    const began = performance.now()
    expect(jids(text)).toHaveLength(10_000)
    expect(performance.now() - began).toBeLessThan(3000)
  })
})
