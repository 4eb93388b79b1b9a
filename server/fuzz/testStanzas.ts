import fc from 'fast-check'
import { type Fixture, readFixtures } from '../xmpp/testFixture.ts'
import { Element, xml } from '../xmpp/xml.ts'
import { hostileText, ROOM } from './testHostile.ts'

const fixtures = readFixtures()

/** What arrives in some fixture: unasked, or as an answer. */
export class Arriving {
  readonly fixture: Fixture
  readonly text: string
  constructor(fixture: Fixture, text: string) {
    this.fixture = fixture
    this.text = text
  }

  // As a failure shows it.
  toString(): string {
    return `${this.fixture.slice}/${this.fixture.name}`
  }
}

export const unasked: Arriving[] = fixtures
  .filter(({ in: text }) => text !== '')
  .map((fixture) => new Arriving(fixture, fixture.in))
export const answers: Arriving[] = fixtures
  .filter(({ reply, command }) => reply !== '' && command !== undefined)
  .map((fixture) => new Arriving(fixture, fixture.reply))

const allTexts = [...unasked, ...answers].map(({ text }) => text)
const pick = (pattern: RegExp) => [
  ...new Set(allTexts.flatMap((text) => [...text.matchAll(pattern)].map((m) => m[1] ?? ''))),
]
const NAMESPACES = pick(/xmlns=['"]([^'"]+)/gu)
const ELEMENTS = pick(/<([a-zA-Z][\w-]*)/gu)
const ATTRIBUTES = pick(/\s([a-zA-Z][\w:-]*)=/gu)

const value = fc.oneof(
  hostileText,
  fc.constantFrom('error', 'chat', 'groupchat', 'unavailable', 'get', 'set', 'result', ROOM, `${ROOM}/Marty`),
  fc.constantFrom(...NAMESPACES),
  fc.constant('a'.repeat(70_000)),
)

const KINDS = [
  'drop',
  'twice',
  'rename',
  'namespace',
  'attribute',
  'bare',
  'otherAttribute',
  'swap',
  'text',
  'more',
  'wrap',
  'hoist',
  'reverse',
  'deep',
  'many',
] as const

export interface Change {
  at: number
  kind: (typeof KINDS)[number]
  value: string
  name: string
  key: string
}

export const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    at: fc.nat(40),
    kind: fc.constantFrom(...KINDS),
    value,
    name: fc.constantFrom(...ELEMENTS),
    key: fc.constantFrom(...ATTRIBUTES),
  }),
  { maxLength: 4 },
)

const MANY = 200

/** Damages a stanza in place, as a server, a contact or a room might. Names stay names: no parser lets others in. */
export function damage(stanza: Element, change: Change): void {
  const all = [stanza, ...descendants(stanza)]
  const target = all[change.at % all.length] ?? stanza
  const parent = target.parent instanceof Element && target !== stanza ? target.parent : undefined
  apply(target, parent, change)
}

function apply(target: Element, parent: Element | undefined, { kind, value, name, key }: Change): void {
  const { attrs } = target
  if (kind === 'drop') parent?.remove(target)
  else if (kind === 'twice') parent?.children.push(target)
  else if (kind === 'rename') {
    if (parent) target.name = name
  } else if (kind === 'namespace') attrs.xmlns = value
  else if (kind === 'attribute') attrs[key] = value
  else if (kind === 'bare') target.attrs = { ...(attrs.xmlns ? { xmlns: attrs.xmlns } : {}) }
  else if (kind === 'otherAttribute')
    delete attrs[Object.keys(attrs)[value.length % Math.max(1, Object.keys(attrs).length)] ?? key]
  else if (kind === 'swap') Object.assign(attrs, { from: attrs.to, to: attrs.from })
  else if (kind === 'text') target.children = [value]
  else if (kind === 'more') target.children.push(value)
  else if (kind === 'wrap') target.children = [xml(name, { xmlns: value }, ...elementsOf(target))]
  else if (kind === 'hoist') parent?.children.push(...elementsOf(target))
  else if (kind === 'reverse') target.children.reverse()
  else if (kind === 'many')
    for (let i = 0; i < MANY; i++) target.children.push(xml(name, { [key]: value.slice(0, 20) }))
  else if (kind === 'deep') {
    let at = target
    for (let i = 0; i < MANY; i++) {
      const inner = xml(name, {})
      at.append(inner)
      at = inner
    }
  }
}

const elementsOf = (element: Element): Element[] => element.children.filter((each) => each instanceof Element)

function descendants(element: Element): Element[] {
  return elementsOf(element).flatMap((child) => [child, ...descendants(child)])
}
