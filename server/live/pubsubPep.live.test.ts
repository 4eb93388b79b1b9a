import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, freshRoom, type Person } from './cast.ts'

describe.each(inject('targets'))('pubsub in an account (PEP) on $kind', (target) => {
  const cast = new Cast(target)
  const node = `urn:x-hill:mood:${randomUUID().slice(0, 8)}`
  let doc: Person
  let marty: Person
  let own: { to: string; node: string }

  beforeAll(async () => {
    ;[doc, marty] = await Promise.all([cast.enter('doc'), cast.enter('marty')])
    own = { to: doc.jid, node }
  })
  afterAll(() => cast.end())

  it('publishing makes the node, as the options say, and only one’s own', async () => {
    const options = [
      { var: 'pubsub#access_model', value: 'open' },
      { var: 'pubsub#persist_items', value: true },
    ]
    const mood = { ...own, id: 'current', content: { json: { mood: 'heavy' } }, options }
    expect(await doc.ok('xmpp.pubsub.publish', mood)).toEqual({ id: 'current' })
    const { condition } = await marty.refused('xmpp.pubsub.publish', mood)
    expect(condition).toMatch(/^(?:forbidden|not-allowed)$/u)
    const [item] = await doc.ok('xmpp.pubsub.retrieve', own)
    expect(item).toMatchObject({ id: 'current', entry: { json: { mood: 'heavy' } } })
    expect(await marty.ok('xmpp.pubsub.retrieve', own)).toMatchObject([
      { id: 'current', entry: { json: { mood: 'heavy' } } },
    ])
  })

  it('who subscribes hears what is published, from the bare address', async () => {
    expect(await marty.ok('xmpp.pubsub.subscribe', own)).toMatchObject({ subscription: 'subscribed' })
    await doc.ok('xmpp.pubsub.publish', {
      ...own,
      id: 'current',
      content: { tune: { title: 'Johnny B. Goode' } },
    })
    expect(
      await marty.hear('xmpp.pubsub.push.item', { entry: { tune: { title: 'Johnny B. Goode' } } }),
    ).toMatchObject({ from: doc.jid, node, id: 'current' })
  })

  it('one’s own node is configured and closed like any other', async () => {
    const { fields } = await doc.ok('xmpp.pubsub.config.get', own)
    expect(fields?.find((field) => field.var === 'pubsub#access_model')?.value).toBe('open')
    const form = [{ var: 'pubsub#access_model', value: 'whitelist' }]
    expect(await doc.ok('xmpp.pubsub.config.set', { ...own, form })).toBe(true)
    const griff = await cast.enter('griff')
    expect((await griff.refused('xmpp.pubsub.retrieve', own)).condition).toMatch(
      /^(?:not-allowed|forbidden)$/u,
    )
  })

  it('what is gone is gone', async () => {
    expect(await doc.ok('xmpp.pubsub.item.delete', { ...own, id: 'current' })).toBe(true)
    expect(await doc.ok('xmpp.pubsub.retrieve', own)).toEqual([])
    expect(await doc.ok('xmpp.pubsub.delete', own)).toBe(true)
    expect(await doc.refused('xmpp.pubsub.retrieve', own)).toMatchObject({ condition: 'item-not-found' })
  })

  it('a node that a slice looks after is told by that slice alone', async () => {
    const elsewhere = await cast.again(doc)
    await elsewhere.ok('xmpp.bookmarks.get', {})
    const room = freshRoom(target, 'lab')
    await doc.ok('xmpp.bookmarks.set', { room, autojoin: false })
    await elsewhere.hear('xmpp.bookmarks.push', { room })
    await elsewhere.silent('xmpp.pubsub.push.item')
  })
})
