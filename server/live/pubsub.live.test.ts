import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Outsider } from '../../e2e/pages/outsider.ts'
import { Cast, type Person } from './cast.ts'
import { makeNode } from './makeNode.ts'

const PUBSUB = 'http://jabber.org/protocol/pubsub'

describe.each(inject('targets'))('pubsub on $kind', (target) => {
  const cast = new Cast(target)
  const isProsody = target.kind === 'prosody'
  const to = `pubsub.${target.server.domain}`
  const freshNode = (name: string) => `${name}-${randomUUID().slice(0, 8)}`
  const at = { to, node: freshNode('clock') }
  const source = { from: to, node: at.node }
  const jidOf = (person: Person) => ({ user: person.jid.split('@')[0], domain: target.server.domain })
  let doc: Person
  let marty: Person

  beforeAll(async () => {
    ;[doc, marty] = await Promise.all([cast.enter('doc'), cast.enter('marty')])
  })
  afterAll(() => cast.end())

  it('a node is made with options, its configuration is read and changed, and it is made once', async () => {
    const options = [
      { var: 'pubsub#title', value: 'The clock' },
      { var: 'pubsub#persist_items', value: true },
      { var: 'pubsub#max_items', value: 10 },
      // COMPAT: ejabberd 23.01 tells of these two only where it is asked to; Prosody 0.12 knows no word for the second.
      { var: 'pubsub#notify_delete', value: true },
      { var: 'pubsub#notify_config', value: true },
    ]
    expect(await makeNode(doc, { ...at, options })).toBe(true)
    const read = async () => {
      const { fields, formType } = await doc.ok('xmpp.pubsub.config.get', at)
      expect(formType).toBe(`${PUBSUB}#node_config`)
      return fields?.find((field) => field.var === 'pubsub#title')?.value
    }
    expect(await read()).toBe('The clock')
    const form = [{ var: 'pubsub#title', value: 'Save the clock' }]
    expect(await doc.ok('xmpp.pubsub.config.set', { ...at, form })).toBe(true)
    expect(await read()).toBe('Save the clock')
    expect(await doc.refused('xmpp.pubsub.create', at)).toMatchObject({
      type: 'cancel',
      condition: 'conflict',
    })
    expect(await marty.refused('xmpp.pubsub.config.get', at)).toMatchObject({ condition: 'forbidden' })
    expect(await marty.refused('xmpp.pubsub.config.set', { ...at, form })).toMatchObject({
      condition: 'forbidden',
    })
  })

  it('who subscribes is told what is published, in every tab', async () => {
    const told = await marty.ok('xmpp.pubsub.subscribe', at)
    expect(told).toMatchObject({ subscription: 'subscribed' })
    const tab = cast.tab(marty.cookie)
    await tab.hear('xmpp.session.snapshot')
    const published = await doc.ok('xmpp.pubsub.publish', {
      ...at,
      id: 'strike',
      content: '10:04 & <ticking>',
    })
    expect(published).toEqual({ id: 'strike' })
    for (const hearer of [marty, tab])
      expect(await hearer.hear('xmpp.pubsub.push.item', { node: at.node })).toMatchObject({
        ...source,
        id: 'strike',
        entry: { body: '10:04 & <ticking>' },
      })
    const { id } = await doc.ok('xmpp.pubsub.publish', { ...at, content: { json: { gigawatts: 1.21 } } })
    expect(id).toEqual(expect.stringMatching(/./u))
    expect(await marty.hear('xmpp.pubsub.push.item', { id })).toMatchObject({
      entry: { json: { gigawatts: 1.21 } },
    })
  })

  it('an Atom entry with all that belongs to it comes through the service and back whole', async () => {
    const content = {
      atom: {
        id: 'tag:hill.example,1985:1',
        title: 'Flux & co',
        updated: '1985-10-26T01:21:00Z',
        content: {
          content: '<div xmlns="http://www.w3.org/1999/xhtml"><p>Roads &amp; more</p></div>',
          type: 'xhtml',
          lang: 'en',
        },
        author: { name: 'Doc', uri: 'xmpp:doc@hill.example' },
        links: [{ rel: 'alternate', href: 'https://hill.example/?a=1&b=2' }],
        categories: ['time'],
      },
      media: ['p1'],
      'in-reply-to': { ref: 'tag:hill.example,1985:0' },
      activity: {
        verb: 'rated',
        target: { id: 'car', 'object-type': 'car' },
        author: { 'object-type': 'person' },
      },
      review: { rating: 5 },
    }
    await doc.ok('xmpp.pubsub.publish', { ...at, id: 'post', content })
    expect((await marty.hear('xmpp.pubsub.push.item', { id: 'post' })).entry).toEqual(content)
    const [item] = await marty.ok('xmpp.pubsub.retrieve', { ...at, id: 'post' })
    expect(item).toMatchObject({ id: 'post', entry: content })
  })

  it('items are read all, the newest, some by id, or a page', async () => {
    const all = await marty.ok('xmpp.pubsub.retrieve', at)
    expect(all).toHaveLength(3)
    const ids = all.map(({ id }) => id)
    expect(ids).toContain('post')
    const newest = await marty.ok('xmpp.pubsub.retrieve', { ...at, maxItems: 1 })
    expect(newest.map(({ id }) => id)).toEqual(['post'])
    const some = await marty.ok('xmpp.pubsub.retrieve', { ...at, id: ['strike', 'post'] })
    expect(some.map(({ id }) => id).toSorted()).toEqual(['post', 'strike'])
    const { error, reply, rsm } = await marty.ask('xmpp.pubsub.retrieve', { ...at, rsm: { max: 2 } })
    expect(error).toBeNull()
    // COMPAT: Prosody 0.12 knows no pages; it gives all.
    if (isProsody) expect(reply).toHaveLength(3)
    else {
      expect(reply).toHaveLength(2)
      expect(rsm.count).toBe(3)
      const rest = await marty.ok('xmpp.pubsub.retrieve', { ...at, rsm: { max: 2, after: rsm.last ?? '' } })
      expect([...reply, ...rest].map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    }
  })

  it('an item that is taken back is gone, and subscribers are told', async () => {
    expect(await doc.ok('xmpp.pubsub.item.delete', { ...at, id: 'strike', notify: true })).toBe(true)
    expect(await marty.hear('xmpp.pubsub.push.retract')).toEqual({ ...source, id: 'strike' })
    const ids = (await marty.ok('xmpp.pubsub.retrieve', at)).map(({ id }) => id)
    expect(ids).not.toContain('strike')
    expect(await doc.refused('xmpp.pubsub.item.delete', { ...at, id: 'strike' })).toMatchObject({
      condition: 'item-not-found',
    })
    expect(await marty.refused('xmpp.pubsub.item.delete', { ...at, id: 'post' })).toMatchObject({
      condition: 'forbidden',
    })
  })

  it('an owner says who may do what', async () => {
    expect(await marty.refused('xmpp.pubsub.publish', { ...at, content: 'x' })).toMatchObject({
      condition: 'forbidden',
    })
    const change = { ...at, jid: marty.jid, affiliation: 'publisher' }
    expect(await doc.ok('xmpp.pubsub.affiliation', change)).toBe(true)
    expect(await marty.ok('xmpp.pubsub.publish', { ...at, id: 'mine', content: 'Marty was here' })).toEqual({
      id: 'mine',
    })
    await marty.hear('xmpp.pubsub.push.item', { id: 'mine' })
    const list = await doc.ok('xmpp.pubsub.affiliations', { ...at, owner: true })
    expect(list).toContainEqual({ node: at.node, affiliation: 'publisher', jid: jidOf(marty) })
    expect(list).toContainEqual({ node: at.node, affiliation: 'owner', jid: jidOf(doc) })
    expect(await marty.refused('xmpp.pubsub.affiliations', { ...at, owner: true })).toMatchObject({
      condition: 'forbidden',
    })
    // COMPAT: Prosody 0.12 tells nobody of their own.
    const own = await marty.ask('xmpp.pubsub.affiliations', { to })
    if (isProsody) expect(own.error).toMatchObject({ type: 'cancel' })
    else expect(own.reply).toContainEqual({ node: at.node, affiliation: 'publisher' })
  })

  it('subscriptions are listed, one’s own and for the owner everybody’s', async () => {
    const own = await marty.ok('xmpp.pubsub.subscriptions', { to })
    expect(own).toContainEqual(
      expect.objectContaining({ node: at.node, subscription: 'subscribed', jid: jidOf(marty) }),
    )
    const all = await doc.ok('xmpp.pubsub.subscriptions', { ...at, owner: true })
    expect(all).toContainEqual(expect.objectContaining({ subscription: 'subscribed', jid: jidOf(marty) }))
    expect(await marty.refused('xmpp.pubsub.subscriptions', { ...at, owner: true })).toMatchObject({
      condition: 'forbidden',
    })
  })

  it('a change of the configuration is told where the server tells it', async () => {
    const form = [{ var: 'pubsub#title', value: 'It still stands' }]
    await doc.ok('xmpp.pubsub.config.set', { ...at, form })
    // COMPAT: Prosody 0.12 tells nobody.
    if (!isProsody) expect(await marty.hear('xmpp.pubsub.push.configuration')).toMatchObject(source)
    const { fields } = await doc.ok('xmpp.pubsub.config.get', at)
    expect(fields).toContainEqual(expect.objectContaining({ var: 'pubsub#title', value: 'It still stands' }))
  })

  it('a subscription is configured where the server can do that', async () => {
    const which = { ...at, jid: marty.jid }
    const asked = await marty.ask('xmpp.pubsub.subscription.config.get', which)
    const fallback = await marty.refused('xmpp.pubsub.subscription.config.default', { to })
    expect(fallback.condition).toMatch(/^(?:feature-not-implemented|service-unavailable)$/u)
    if (!isProsody) {
      // COMPAT: ejabberd 23.01 has no options in its flat nodes.
      expect(asked.error).toMatchObject({ condition: 'feature-not-implemented' })
      return
    }
    expect(asked.reply.formType).toBe(`${PUBSUB}#subscribe_options`)
    const form = [{ var: 'pubsub#include_body', value: true }]
    expect(await marty.ok('xmpp.pubsub.subscription.config.set', { ...which, form })).toBe(true)
    const { fields } = await marty.ok('xmpp.pubsub.subscription.config.get', which)
    expect(fields?.find((field) => field.var === 'pubsub#include_body')?.value).toBe(true)
  })

  it('a node that is emptied or taken away says so', async () => {
    const biff = await cast.enter('biff')
    expect(await biff.refused('xmpp.pubsub.purge', at)).toMatchObject({ condition: 'forbidden' })
    expect(await doc.ok('xmpp.pubsub.purge', at)).toBe(true)
    expect(await marty.hear('xmpp.pubsub.push.purge')).toEqual(source)
    expect(await marty.ok('xmpp.pubsub.retrieve', at)).toEqual([])
    expect(await marty.refused('xmpp.pubsub.delete', at)).toMatchObject({ condition: 'forbidden' })
    expect(await doc.ok('xmpp.pubsub.delete', { ...at, redirect: `xmpp:${to}?;node=square` })).toBe(true)
    expect(await marty.hear('xmpp.pubsub.push.delete')).toMatchObject(source)
    expect(await doc.refused('xmpp.pubsub.retrieve', at)).toMatchObject({ condition: 'item-not-found' })
  })

  it('who unsubscribes hears no more', async () => {
    const node = freshNode('square')
    await makeNode(doc, { to, node })
    await marty.ok('xmpp.pubsub.subscribe', { to, node })
    expect(await marty.ok('xmpp.pubsub.unsubscribe', { to, node })).toBe(true)
    marty.forget()
    await doc.ok('xmpp.pubsub.publish', { to, node, id: 'unheard', content: 'x' })
    await marty.silent('xmpp.pubsub.push.item')
    expect((await marty.refused('xmpp.pubsub.unsubscribe', { to, node })).condition).toMatch(
      /^(?:unexpected-request|item-not-found)$/u,
    )
  })

  it('a service’s word is believed, a person’s is not', async () => {
    const griff = await cast.enter('griff')
    const outsider = await Outsider.enter(target.server, { ...griff.account, name: 'griff' })
    marty.forget()
    const items = `<items node='${at.node}'><item id='forged'><body>never</body></item></items>`
    const form = `<x xmlns='jabber:x:data' type='form'><field var='FORM_TYPE' type='hidden'><value>${PUBSUB}#subscribe_authorization</value></field></x>`
    outsider.send(
      `<message to='${marty.jid}' type='headline'><event xmlns='${PUBSUB}#event'>${items}</event></message><message to='${marty.jid}'>${form}</message>`,
    )
    outsider.say(marty.jid, 'that was all')
    await marty.hear('xmpp.chat.message', { content: 'that was all' })
    await marty.silent('xmpp.pubsub.push.item', {}, 0)
    await marty.silent('xmpp.pubsub.push.authorisation', {}, 0)
    outsider.leave()
  })
})
