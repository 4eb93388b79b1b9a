import { expect, test } from 'vitest'
import { namedFeatures } from './featureNames.ts'
import { factsOf, leadsTo, sizeWords } from './formFacts.ts'

test('a feature is known by its name, whatever version or detail follows', () => {
  const { named, others } = namedFeatures([
    'urn:xmpp:mam:2',
    'urn:xmpp:mam:2#extended',
    'http://jabber.org/protocol/pubsub#publish',
    'urn:xmpp:bookmarks:1+notify',
    'vcard-temp',
    'urn:made:up:0',
    'constructor',
  ])
  expect(named.map(({ label, specs, names }) => [label, specs.join(), names.length])).toEqual([
    ['Feeds to subscribe to', 'XEP-0060', 1],
    ['Message history', 'XEP-0313', 2],
    ['Profiles', 'XEP-0054', 1],
    ['Remembers rooms', 'XEP-0402', 1],
  ])
  expect(others).toEqual(['urn:made:up:0', 'constructor'])
})

test('forms beside the features are facts: in our words, in theirs, or by name', () => {
  const facts = factsOf([
    {
      items: [],
      fields: [
        { var: 'abuse-addresses', type: 'list-multi', value: ['mailto:abuse@hill.example', ''] },
        { var: 'max-file-size', value: '10485760' },
        { var: 'own', label: 'Their word', value: true },
        { var: 'bare', value: 'x' },
        { var: 'own2', label: 'Their word', value: 'y' },
        { var: 'secret', type: 'hidden', value: 'z' },
        { var: 'empty', value: '' },
      ],
    },
  ])
  expect(facts.map(({ label, values }) => [label, values])).toEqual([
    ['To report abuse', ['mailto:abuse@hill.example']],
    ['Largest file', ['10485760']],
    ['Their word', ['Yes']],
    ['bare', ['x']],
    ['Their word (2)', ['y']],
  ])
  expect(sizeWords('10485760')).toBe('10 MB')
  expect(sizeWords('many')).toBe('many')
})

test('a value leads to a person, a page or a mail, and nowhere else', () => {
  expect(leadsTo('xmpp:doc%20x@hill.example?message')).toEqual({ to: 'chat', target: 'doc x@hill.example' })
  expect(leadsTo('https://hill.example/a')).toEqual({ to: 'outside', target: 'https://hill.example/a' })
  expect(leadsTo('mailto:doc@hill.example')?.to).toBe('outside')
  for (const wrong of ['javascript:alert(1)', 'data:text/html,x', 'hill.example', 'xmpp:hill.example'])
    expect(leadsTo(wrong)).toBeUndefined()
})
