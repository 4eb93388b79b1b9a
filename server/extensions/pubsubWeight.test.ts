import { expect, test } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { Pubsub } from './pubsub.ts'
import { PubsubAffiliations } from './pubsubAffiliations.ts'

const SERVICE = 'pubsub.hill.example'
const PUBSUB = 'http://jabber.org/protocol/pubsub'

const session = () => new TestManager([new Pubsub(), new PubsubAffiliations()]).online()

test('what stands once in a message is not told a thousand times', () => {
  const long = 'x'.repeat(100_000)
  const items = "<item id='a'/>".repeat(20_000)
  const affiliations = "<affiliation affiliation='owner'/>".repeat(20_000)
  const header = (value: string) =>
    `<headers xmlns='http://jabber.org/protocol/shim'><header name='a'>${value}</header></headers>`
  const stamp = `<delay xmlns='urn:xmpp:delay' stamp='${long}'/>`
  for (const [told, beside, most] of [
    [`<items node='${long}'>${items}</items>`, '', 0],
    [`<items node='n'>${items}</items>`, header(long) + stamp, 500],
    [`<items node='n'/>`.repeat(20_000), header('b'), 500],
    [`<affiliations node='${long}'>${affiliations}</affiliations>`, '', 0],
    [`<affiliations node='n'>${affiliations}</affiliations>`, '', 500],
  ] as const) {
    const test = session()
    test.receive(
      `<message from='${SERVICE}'><event xmlns='${PUBSUB}#event'>${told}</event>${beside}</message>`,
    )
    expect(test.told).toHaveLength(most)
    expect(JSON.stringify(test.told).length).toBeLessThan(100_000)
  }
})

test("an answer's one name of a node is not given with each of its rows when it can be none", async () => {
  const test = session()
  const answers = test.ask('xmpp.pubsub.affiliations', { to: SERVICE, node: 'n', owner: true })
  await settled()
  const rows = "<affiliation jid='doc@hill.example' affiliation='owner'/>".repeat(1000)
  const list = `<affiliations node='${'x'.repeat(100_000)}'>${rows}</affiliations>`
  test.receive(
    `<iq type='result' from='${SERVICE}' id='${test.client.sent[0]?.attrs.id}'><pubsub xmlns='${PUBSUB}#owner'>${list}</pubsub></iq>`,
  )
  await settled()
  const [error, reply] = answers[0] ?? ['never answered']
  expect(error).toBeNull()
  expect(reply).toHaveLength(1000)
  expect(reply).toContainEqual({
    node: 'n',
    affiliation: 'owner',
    jid: { user: 'doc', domain: 'hill.example' },
  })
})
