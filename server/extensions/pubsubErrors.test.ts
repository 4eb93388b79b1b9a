import { expect, test } from 'vitest'
import { settled } from '../xmpp/testManager.ts'
import { type CallbackRow, type ErrorRow, errorSession, testClientErrors } from './testClientErrors.ts'

const TO = { to: 'pubsub.hill.example' }
const AT = { ...TO, node: 'clock' }
const BAD_FORM = 'Badly formatted data form'
const BAD_IDS = 'ID should be string or array of strings'
const UNPARSABLE = 'Could not parse content to stanza'

const COMMON = [
  'create',
  'delete',
  'purge',
  'config.get',
  'config.set',
  'subscribe',
  'unsubscribe',
  'subscription',
  'subscription.config.get',
  'subscription.config.set',
  'publish',
  'item.delete',
  'retrieve',
  'affiliation',
].map((name) => `xmpp.pubsub.${name}`)
const WITHOUT_NODE = ['subscriptions', 'affiliations', 'subscription.config.default'].map(
  (name) => `xmpp.pubsub.${name}`,
)

const badForms = (event: string, key: string, more: object): ErrorRow[] =>
  [
    {},
    'x',
    7,
    true,
    [null],
    ['x'],
    [{ value: 'no var' }],
    [{ var: 'a', value: null }],
    [{ var: 'a', value: {} }],
  ].map((form) => [event, { ...AT, ...more, [key]: form }, BAD_FORM])

const tables: Record<string, ErrorRow[]> = {
  'the service and the node': [
    ...[...COMMON, ...WITHOUT_NODE].map((event): ErrorRow => [event, { node: 'clock' }, "Missing 'to' key"]),
    ...COMMON.map((event): ErrorRow => [event, TO, "Missing 'node' key"]),
    ['xmpp.pubsub.create', { to: '', node: '' }, "Missing 'to' key"],
    ['xmpp.pubsub.create', { to: 'a@b@c', node: 'clock' }, "'to' is not a valid address"],
    ['xmpp.pubsub.create', { ...TO, node: 0 }, "Missing 'node' key"],
    ['xmpp.pubsub.create', { ...TO, node: false }, "Missing 'node' key"],
  ],
  nodes: [
    ...badForms('xmpp.pubsub.create', 'options', {}),
    ['xmpp.pubsub.config.set', AT, "Missing 'form' key"],
    ['xmpp.pubsub.config.set', { ...AT, form: '' }, "Missing 'form' key"],
    ...badForms('xmpp.pubsub.config.set', 'form', {}),
  ],
  subscriptions: [
    ['xmpp.pubsub.subscription', AT, "Missing 'jid' key"],
    ['xmpp.pubsub.subscription', { ...AT, jid: 'doc@hill.example' }, "Missing 'subscription' key"],
    ['xmpp.pubsub.subscription', { ...AT, subscription: 'none' }, "Missing 'jid' key"],
    ['xmpp.pubsub.subscriptions', { ...TO, owner: true }, "Can only do 'owner' for a node"],
    ['xmpp.pubsub.subscriptions', { ...TO, owner: 1, node: '' }, "Can only do 'owner' for a node"],
    ['xmpp.pubsub.subscription.config.set', AT, "Missing 'form' key"],
    ...badForms('xmpp.pubsub.subscription.config.set', 'form', {}),
  ],
  affiliations: [
    ['xmpp.pubsub.affiliation', AT, "Missing 'jid' key"],
    ['xmpp.pubsub.affiliation', { ...AT, jid: 'doc@hill.example' }, "Missing 'affiliation' key"],
    ['xmpp.pubsub.affiliations', { ...TO, owner: 'yes' }, "Can only do 'owner' for a node"],
  ],
  items: [
    ['xmpp.pubsub.publish', AT, 'Missing message content'],
    ['xmpp.pubsub.publish', { ...AT, content: '' }, 'Missing message content'],
    ['xmpp.pubsub.publish', { ...AT, content: 0, options: {} }, 'Missing message content'],
    ['xmpp.pubsub.publish', { ...AT, content: {} }, UNPARSABLE],
    ['xmpp.pubsub.publish', { ...AT, content: [] }, UNPARSABLE],
    ['xmpp.pubsub.publish', { ...AT, content: { flux: 'capacitor' } }, UNPARSABLE],
    ['xmpp.pubsub.publish', { ...AT, content: { activity: { verb: 'post' } } }, UNPARSABLE],
    ['xmpp.pubsub.publish', { ...AT, content: { atom: 'text' } }, UNPARSABLE],
    ['xmpp.pubsub.publish', { ...AT, content: { atom: { title: {} } } }, UNPARSABLE],
    ['xmpp.pubsub.publish', { ...AT, content: { tune: 'loud' } }, UNPARSABLE],
    [
      'xmpp.pubsub.publish',
      { ...AT, content: { atom: { content: { content: '<p>', type: 'xhtml' } } } },
      UNPARSABLE,
    ],
    [
      'xmpp.pubsub.publish',
      { ...AT, content: { atom: { content: { content: '<x:p/>', type: 'xhtml' } } } },
      UNPARSABLE,
    ],
    ['xmpp.pubsub.publish', { ...AT, content: {}, options: {} }, UNPARSABLE],
    ...badForms('xmpp.pubsub.publish', 'options', { content: 'text' }),
    ['xmpp.pubsub.item.delete', AT, "Missing 'id' key"],
    ['xmpp.pubsub.item.delete', { ...AT, id: '' }, "Missing 'id' key"],
    ['xmpp.pubsub.item.delete', { ...AT, id: 0 }, "Missing 'id' key"],
    ['xmpp.pubsub.item.delete', { ...AT, id: {} }, "'id' must be text"],
    ['xmpp.pubsub.publish', { ...AT, content: 'x', id: {} }, "'id' must be text"],
    ['xmpp.pubsub.retrieve', { ...AT, id: {} }, BAD_IDS],
    ['xmpp.pubsub.retrieve', { ...AT, id: true }, BAD_IDS],
    ['xmpp.pubsub.retrieve', { ...AT, id: ['a', {}] }, BAD_IDS],
    ['xmpp.pubsub.retrieve', { ...AT, id: ['a', null] }, BAD_IDS],
  ],
}

testClientErrors(
  tables,
  [...COMMON, ...WITHOUT_NODE].map((event): CallbackRow => [event, {}]),
)

test.each([
  [{ ...AT, content: 'a\u0007' }, 'illegal-character', 'U+0007'],
  [{ ...AT, content: { atom: { title: '\ufffe' } } }, 'illegal-character', 'U+FFFE'],
  [{ ...AT, content: 'x'.repeat(65_537) }, 'too-long', '65536'],
])(
  'what XMPP cannot carry is refused with the reason, before it is sent',
  async (payload, reason, detail) => {
    const session = await errorSession()
    const answers = session.ask('xmpp.pubsub.publish', payload)
    await settled()
    expect(answers).toEqual([[expect.objectContaining({ condition: 'client-error', reason, detail })]])
    expect(session.sent).toEqual([])
  },
)

test.each<[event: string, more: object, written: string]>([
  ['publish', { content: 'x', id: 7 }, '<item id="7">'],
  ['publish', { content: 'x', id: 0 }, '<item>'],
  ['item.delete', { id: 7 }, '<item id="7"/>'],
  ['subscribe', { jid: false }, 'jid="marty@hill.example"'],
  ['delete', { redirect: 0 }, '<delete node="clock"/>'],
])('%s %j: a number is an id, and what is falsy was never given', async (event, more, written) => {
  const session = await errorSession()
  const answers = session.ask(`xmpp.pubsub.${event}`, { ...AT, ...more })
  await settled()
  expect(answers).toEqual([])
  expect(session.sent[0]).toContain(written)
})
