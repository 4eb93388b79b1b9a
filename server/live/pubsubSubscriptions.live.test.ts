import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, type Person } from './cast.ts'
import { FakeNodes } from './fakeNodes.ts'
import { makeNode } from './makeNode.ts'
import type { Peer } from './peer.ts'

const PUBSUB = 'http://jabber.org/protocol/pubsub'
const targets = inject('targets')

type Form = { var: string; value: string | boolean }[]
interface Asked {
  data: { from: string; id?: string; form: { fields?: { var?: string; value?: unknown }[] } }
  answer: (form: Form) => void
}

/** The next question whether somebody may subscribe, and the way to answer it. */
const asked = (peer: Peer): Promise<Asked> =>
  new Promise((resolve) =>
    peer.socket.once('xmpp.pubsub.push.authorisation', (data: Asked['data'], answer: Asked['answer']) =>
      resolve({ data, answer }),
    ),
  )

// Prosody 0.12 has no nodes that want to be asked.
describe.each(targets.filter(({ kind }) => kind === 'ejabberd'))('asking to subscribe on $kind', (target) => {
  const cast = new Cast(target)
  const at = { to: `pubsub.${target.server.domain}`, node: `lab-${randomUUID().slice(0, 8)}` }
  const jidOf = (person: Person) => ({ user: person.jid.split('@')[0], domain: target.server.domain })
  let doc: Person
  let marty: Person

  const answerFor = (who: Person, allow: boolean): Form => [
    { var: 'pubsub#node', value: at.node },
    { var: 'pubsub#subscriber_jid', value: who.jid },
    { var: 'pubsub#allow', value: allow },
  ]

  beforeAll(async () => {
    ;[doc, marty] = await Promise.all([cast.enter('doc'), cast.enter('marty')])
    const options = [{ var: 'pubsub#access_model', value: 'authorize' }]
    await makeNode(doc, { ...at, options })
  })
  afterAll(() => cast.end())

  it('the owner is asked in every tab; the first answer counts, the others do nothing', async () => {
    const tab = cast.tab(doc.cookie)
    await tab.hear('xmpp.session.snapshot')
    const questions = Promise.all([asked(doc), asked(tab)])
    expect(await marty.ok('xmpp.pubsub.subscribe', at)).toMatchObject({ subscription: 'pending' })
    const [first, second] = await questions
    expect(first.data.from).toBe(at.to)
    expect(first.data.form.fields?.find((field) => field.var === 'pubsub#subscriber_jid')?.value).toBe(
      marty.jid,
    )
    expect(second.data).toEqual(first.data)
    first.answer(answerFor(marty, true))
    expect(await marty.hear('xmpp.pubsub.push.subscription', { subscription: 'subscribed' })).toMatchObject({
      from: at.to,
      node: at.node,
      jid: jidOf(marty),
    })
    second.answer(answerFor(marty, false))
    // Answered after the other tab's: all that it could lead to has come by then.
    const list = await tab.ok('xmpp.pubsub.subscriptions', { ...at, owner: true })
    expect(list).toContainEqual(expect.objectContaining({ subscription: 'subscribed', jid: jidOf(marty) }))
    await doc.ok('xmpp.pubsub.publish', { ...at, id: 'secret', content: '88 mph' })
    expect(await marty.hear('xmpp.pubsub.push.item')).toMatchObject({
      id: 'secret',
      entry: { body: '88 mph' },
    })
  })

  it('a no is a no, and the owner may change it later', async () => {
    const biff = await cast.enter('biff')
    const question = asked(doc)
    await biff.ok('xmpp.pubsub.subscribe', at)
    const { answer } = await question
    answer(answerFor(biff, false))
    expect(await biff.hear('xmpp.pubsub.push.subscription')).toMatchObject({ subscription: 'none' })
    expect(
      await doc.ok('xmpp.pubsub.subscription', { ...at, jid: biff.jid, subscription: 'subscribed' }),
    ).toBe(true)
    await doc.ok('xmpp.pubsub.publish', { ...at, id: 'more', content: 'come in' })
    expect(await biff.hear('xmpp.pubsub.push.item', { id: 'more' })).toMatchObject({ node: at.node })
  })

  it('an answer that is no form is refused, and leaves the question to the other tab', async () => {
    const griff = await cast.enter('griff')
    const tab = cast.tab(doc.cookie)
    await tab.hear('xmpp.session.snapshot')
    const questions = Promise.all([asked(doc), asked(tab)])
    await griff.ok('xmpp.pubsub.subscribe', at)
    const [first, second] = await questions
    first.answer('yes' as never)
    expect(await doc.hear('xmpp.error.client')).toMatchObject({ description: 'Badly formatted data form' })
    second.answer(answerFor(griff, true))
    expect(await griff.hear('xmpp.pubsub.push.subscription', { subscription: 'subscribed' })).toMatchObject({
      node: at.node,
    })
  })
})

// ejabberd has no place for a component here.
describe.each(targets.filter(({ kind }) => kind === 'prosody'))(
  'a service’s word by way of $kind',
  (target) => {
    const cast = new Cast(target)
    const nodes = new FakeNodes(target.server)
    const source = { from: nodes.domain, node: 'clock' }
    let marty: Person

    const event = (content: string, more = '') =>
      nodes.tell(marty.jid, `<event xmlns='${PUBSUB}#event'>${content}</event>${more}`, "type='headline'")
    const form = (kind: string, fields: string) =>
      `<x xmlns='jabber:x:data' type='form'><field var='FORM_TYPE' type='hidden'><value>${PUBSUB}#${kind}</value></field>${fields}</x>`

    beforeAll(async () => {
      await nodes.start()
      marty = await cast.enter('marty')
    })
    afterAll(async () => {
      await cast.end()
      nodes.stop()
    })

    it('every kind of news arrives', async () => {
      const jid = { user: marty.jid.split('@')[0], domain: target.server.domain }
      const title = "<field var='pubsub#title'><value>1955</value></field>"
      event(`<configuration node='clock'>${form('node_config', title)}</configuration>`)
      event(
        `<affiliations node='clock'><affiliation jid='${marty.jid}' affiliation='publisher'/></affiliations>`,
      )
      event(`<subscription node='clock' jid='${marty.jid}' subscription='none'/>`)
      event(`<delete node='clock'><redirect uri='xmpp:${nodes.domain}?;node=square'/></delete>`)
      event("<purge node='clock'/>")
      event(
        "<items node='clock'><item id='a' publisher='doc@hill.example'><body>10:04</body></item><retract id='b'/></items>",
        "<delay xmlns='urn:xmpp:delay' stamp='1955-11-12T22:04:00Z'/><headers xmlns='http://jabber.org/protocol/shim'><header name='Collection'>square</header></headers>",
      )
      const { configuration } = await marty.hear('xmpp.pubsub.push.configuration', source)
      expect(configuration?.fields).toEqual([{ var: 'pubsub#title', value: '1955' }])
      const headers = [{ name: 'Collection', value: 'square' }]
      expect(await marty.hear('xmpp.pubsub.push.affiliation')).toEqual({
        ...source,
        affiliation: 'publisher',
        jid,
      })
      expect(await marty.hear('xmpp.pubsub.push.subscription')).toEqual({
        ...source,
        subscription: 'none',
        jid,
      })
      expect(await marty.hear('xmpp.pubsub.push.delete')).toEqual({
        ...source,
        redirect: `xmpp:${nodes.domain}?;node=square`,
      })
      expect(await marty.hear('xmpp.pubsub.push.purge')).toEqual(source)
      expect(await marty.hear('xmpp.pubsub.push.item')).toEqual({
        ...source,
        id: 'a',
        entry: { body: '10:04' },
        publisher: { user: 'doc', domain: 'hill.example' },
        delay: '1955-11-12T22:04:00Z',
        headers,
      })
      expect(await marty.hear('xmpp.pubsub.push.retract')).toEqual({ ...source, id: 'b', headers })
    })

    it('a question is answered once, by the first of two tabs', async () => {
      const tab = cast.tab(marty.cookie)
      await tab.hear('xmpp.session.snapshot')
      const questions = Promise.all([asked(marty), asked(tab)])
      nodes.tell(
        marty.jid,
        form('subscribe_authorization', "<field var='pubsub#allow' type='boolean'><value>0</value></field>"),
        "id='may-doc'",
      )
      const [first, second] = await questions
      expect(first.data).toMatchObject({ from: nodes.domain, id: 'may-doc' })
      first.answer([{ var: 'pubsub#allow', value: true }])
      const answer = await nodes.hear('may-doc')
      expect(answer.attrs).toMatchObject({ to: nodes.domain, id: 'may-doc' })
      expect(String(answer.getChild('x', 'jabber:x:data'))).toContain(
        '<field var="pubsub#allow"><value>true</value>',
      )
      second.answer([{ var: 'pubsub#allow', value: false }])
      nodes.tell(marty.jid, form('subscribe_authorization', ''), "id='last'")
      const { answer: last } = await asked(tab)
      last([])
      await nodes.hear('last')
      expect(nodes.count('may-doc')).toBe(1)
    })
  },
)
