import fc from 'fast-check'
import { beforeAll, expect, test, vi } from 'vitest'
import { type CommandName, commands, type EventName, events } from '#protocol/index.ts'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { Pubsub } from './pubsub.ts'
import { PubsubAffiliations } from './pubsubAffiliations.ts'
import { PubsubItems } from './pubsubItems.ts'
import { PubsubSubscriptions } from './pubsubSubscriptions.ts'

const SERVICE = 'pubsub.hill.example'
const PUBSUB = 'http://jabber.org/protocol/pubsub'
const FORM = [{ var: 'a', value: 'b' }]
const run = { seed: Number(process.env.SEED ?? 19551105), numRuns: 400, endOnFailure: true }

/** A question of each kind, so that each kind of answer is read. */
const QUESTIONS: Partial<Record<CommandName, object>> = {
  'xmpp.pubsub.create': {},
  'xmpp.pubsub.config.get': {},
  'xmpp.pubsub.subscribe': {},
  'xmpp.pubsub.subscriptions': { owner: true },
  'xmpp.pubsub.subscription.config.get': {},
  'xmpp.pubsub.subscription.config.default': {},
  'xmpp.pubsub.subscription.config.set': { form: FORM },
  'xmpp.pubsub.affiliations': {},
  'xmpp.pubsub.publish': { content: 'text' },
  'xmpp.pubsub.retrieve': {},
}

const words = (...list: string[]) => fc.constantFrom(...list)
const text = fc.oneof(
  words(
    '',
    ' ',
    '1',
    '-1',
    '1e999',
    '{}',
    '[',
    'null',
    '"x"',
    '{"__proto__":{"isAdmin":1}}',
    'doc@hill.example',
  ),
  words('a@b@c', 'constructor', '__proto__', '\u202e', 'subscribed', `${PUBSUB}#subscribe_authorization`),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
)
const name = fc.oneof(
  words('event', 'pubsub', 'items', 'item', 'retract', 'subscription', 'subscriptions', 'affiliation'),
  words(
    'affiliations',
    'configuration',
    'configure',
    'delete',
    'redirect',
    'purge',
    'publish',
    'options',
    'default',
  ),
  words(
    'x',
    'field',
    'value',
    'option',
    'reported',
    'set',
    'count',
    'first',
    'last',
    'headers',
    'header',
    'delay',
  ),
  words(
    'entry',
    'content',
    'author',
    'link',
    'category',
    'title',
    'body',
    'json',
    'tune',
    'length',
    'rating',
  ),
  words(
    'media',
    'in-reply-to',
    'verb',
    'target',
    'object',
    'object-type',
    'constructor',
    'a:entry',
    'zzz:item',
  ),
)
const xmlns = fc.oneof(
  words(PUBSUB, `${PUBSUB}#event`, `${PUBSUB}#owner`, 'jabber:x:data', 'http://jabber.org/protocol/rsm'),
  words(
    'http://www.w3.org/2005/Atom',
    'urn:xmpp:json:0',
    'http://jabber.org/protocol/tune',
    'urn:xmpp:delay',
  ),
  words(
    'http://jabber.org/protocol/shim',
    'http://activitystrea.ms/spec/1.0/',
    'http://buddycloud.org/v1/media',
  ),
)
const key = words(
  ...[
    'node',
    'id',
    'jid',
    'subid',
    'publisher',
    'subscription',
    'affiliation',
    'uri',
    'stamp',
    'name',
    'var',
  ],
  ...['type', 'index', 'term', 'href', 'xml:lang', 'xmlns:a', '__proto__', 'constructor'],
)
const attrs = fc.array(fc.tuple(key, text), { maxLength: 4 })

const { tree } = fc.letrec<{ tree: Element; leaf: Element }>((tie) => ({
  leaf: fc.tuple(name, attrs, text).map(([n, a, t]) => xml(n, Object.fromEntries(a), t)),
  tree: fc.oneof(
    { maxDepth: 5 },
    tie('leaf'),
    fc
      .tuple(
        name,
        attrs,
        fc.option(xmlns, { nil: undefined }),
        fc.array(fc.oneof(tie('tree'), text), { maxLength: 4 }),
      )
      .map(([n, a, ns, children]) =>
        xml(n, { ...Object.fromEntries(a), ...(ns ? { xmlns: ns } : {}) }, ...children),
      ),
  ),
}))

/** What goes near enough to be read: the right outside, anything inside. */
const news = fc
  .tuple(
    words('items', 'items', 'items', 'subscription', 'affiliations', 'configuration', 'delete', 'purge'),
    attrs,
    fc.array(
      fc.oneof(
        tree,
        fc
          .tuple(words('item', 'item', 'retract', 'affiliation'), attrs, tree)
          .map(([n, a, inside]) =>
            xml(n, { id: 'i', affiliation: 'owner', ...Object.fromEntries(a) }, inside),
          ),
      ),
      { maxLength: 4 },
    ),
    fc.array(tree, { maxLength: 2 }),
  )
  .map(([n, a, inside, beside]) => [
    xml(
      'event',
      { xmlns: `${PUBSUB}#event` },
      xml(n, { node: 'n', subscription: 'none', ...Object.fromEntries(a) }, ...inside),
    ),
    ...beside,
  ])
const question = fc
  .array(tree, { maxLength: 4 })
  .map((inside) => [
    xml(
      'x',
      { xmlns: 'jabber:x:data', type: 'form' },
      xml('field', { var: 'FORM_TYPE' }, xml('value', {}, `${PUBSUB}#subscribe_authorization`)),
      ...inside,
    ),
  ])
const sender = fc.option(
  words(SERVICE, 'marty@hill.example', 'biff@hill.example', 'biff@hill.example/t', 'a@b@c'),
  {
    nil: undefined,
  },
)
const type = fc.option(words('headline', 'normal', 'chat', 'error', 'groupchat', 'zzz'), { nil: undefined })

// Questions whose answer never comes would hold the test.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})

const session = () =>
  new TestManager([
    new Pubsub(),
    new PubsubAffiliations(),
    new PubsubItems(),
    new PubsubSubscriptions(),
  ]).online()

function expectHarmless({ logged, told }: TestManager): void {
  expect(logged.filter((line) => line === 'A handler failed')).toEqual([])
  for (const [event, data] of told) {
    expect(Object.hasOwn(events, event), event).toBe(true)
    const result = events[event as EventName].data.safeParse(data)
    expect(result.error?.issues, `${event} ${JSON.stringify(data)}`).toBeUndefined()
  }
  expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined()
}

/** As from a stream: with the namespace that it hands down. */
function arriving(stanza: Element): Element {
  stanza.parent = xml('stream:stream', { xmlns: 'jabber:client' })
  return stanza
}

test('no message, whatever it tells of nodes, throws or tells the page what its schema forbids', async () => {
  const kinds = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(news, news, question, fc.array(tree, { maxLength: 3 })),
      sender,
      type,
      async (content, from, kind) => {
        const test = session()
        const attributes = { id: 'm', ...(from ? { from } : {}), ...(kind ? { type: kind } : {}) }
        test.client.emit('stanza', arriving(xml('message', attributes, ...content)))
        await settled()
        expectHarmless(test)
        for (const [event] of test.told) kinds.add(event)
      },
    ),
    run,
  )
  // What nothing comes of proves nothing.
  const all = Object.keys(events).filter((event) => event.startsWith('xmpp.pubsub.'))
  expect([...kinds].sort()).toEqual(all.sort())
})

test('no answer of a service, whatever it holds, throws or gives the page what its schema forbids', async () => {
  await fc.assert(
    fc.asyncProperty(
      words(...Object.keys(QUESTIONS)),
      words(PUBSUB, `${PUBSUB}#owner`),
      fc.array(tree, { maxLength: 4 }),
      fc.boolean(),
      async (asked, ns, content, isBare) => {
        const test = session()
        const answers = test.ask(asked, { to: SERVICE, node: 'n', ...QUESTIONS[asked as CommandName] })
        await settled()
        const id = test.client.sent[0]?.attrs.id
        const inside = isBare ? content : [xml('pubsub', { xmlns: ns }, ...content)]
        test.client.emit('stanza', arriving(xml('iq', { type: 'result', from: SERVICE, id }, ...inside)))
        await settled()
        expectHarmless(test)
        const [error, reply] = answers[0] ?? ['never answered']
        expect(error).toBeNull()
        const { issues } = commands[asked as CommandName].reply.safeParse(reply).error ?? {}
        expect(issues, `${asked} ${JSON.stringify(reply)}`).toBeUndefined()
      },
    ),
    run,
  )
})

test('no content, whatever it is, throws: it is refused, or goes out', async () => {
  const part = fc.oneof(text, fc.anything(), fc.constant(true))
  const content = fc.oneof(
    fc.anything({ withTypedArray: true, withDate: true, withMap: true }),
    fc.dictionary(
      words('body', 'json', 'tune', 'atom', 'media', 'in-reply-to', 'activity', 'review', '__proto__'),
      fc.oneof(
        part,
        fc.dictionary(words('content', 'author', 'links', 'title', 'type', 'verb', 'rating'), part),
      ),
    ),
  )
  await fc.assert(
    fc.asyncProperty(content, async (given) => {
      const test = session()
      const answers = test.ask('xmpp.pubsub.publish', { to: SERVICE, node: 'n', content: given })
      await settled()
      expect(answers.length + test.sent.length).toBe(1)
      expectHarmless(test)
    }),
    run,
  )
})
