import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { builtPackage } from '../../e2e/servers/builtPackage.ts'
import { type CuttableLink, openCuttableLink } from '../../e2e/servers/cuttableLink.ts'
import type * as hoverboard from '../../web/client/hoverboard.ts'
import { Cast, freshAccount, freshRoom, postSession } from './cast.ts'
import { makeNode } from './makeNode.ts'

type Client = hoverboard.Client
const loadScript = (): typeof hoverboard =>
  createRequire(import.meta.url)(join(builtPackage(), 'cjs/client.js'))

describe.each(inject('targets'))(
  'a script with the package’s client, before $kind',
  { timeout: 60_000 },
  (target) => {
    const { url } = target
    const clients: Client[] = []
    let script: typeof hoverboard
    let link: CuttableLink
    let linked = ''
    beforeAll(async () => {
      script = loadScript()
      link = await openCuttableLink({ host: '127.0.0.1', port: Number(new URL(url).port) })
      linked = `http://127.0.0.1:${link.port}`
    })
    afterEach(() => {
      link.mend()
      for (const client of clients.splice(0)) client.end()
    })
    afterAll(() => link.close())

    /** An account that nobody used before. */
    async function account(name: string): Promise<{ jid: string; password: string }> {
      const fresh = freshAccount(target, name)
      const { cookie, status } = await postSession(url, { kind: 'register', ...fresh })
      expect(status).toBe(200)
      await fetch(`${url}/session`, { method: 'DELETE', headers: { cookie, origin: url } })
      return fresh
    }

    function open(at = url, options: hoverboard.ClientOptions = {}): Client {
      const client = script.connect(at, options)
      clients.push(client)
      return client
    }

    async function signIn(who: hoverboard.Who, at = url): Promise<Client> {
      const client = await script.signIn(at, who)
      clients.push(client)
      return client
    }

    /** The next event of that name that fits. */
    const next = <N extends Parameters<Client['on']>[0]>(
      client: Client,
      name: N,
      fits = (_: object) => true,
    ) =>
      new Promise<object>((resolve) => {
        const hear = (data: object) => {
          if (!fits(data)) return
          client.off(name, hear as never)
          resolve(data)
        }
        client.on(name, hear as never)
      })

    it('logs in, and says and hears as XMPP-FTW’s pages do', async () => {
      const [doc, marty] = [await account('doc'), await account('marty')]
      const [one, other] = [open(), open()]
      expect(await one.login(doc)).toMatchObject({
        user: doc.jid.split('@')[0],
        domain: target.server.domain,
      })
      await other.login(marty)
      for (const each of [one, other]) each.send('xmpp.presence')
      const coming = next(other, 'xmpp.chat.message')
      const acknowledged = await new Promise<unknown[]>((resolve) =>
        one.send('xmpp.chat.message', { to: marty.jid, content: 'Marty!' }, (...answer) => resolve(answer)),
      )
      expect(acknowledged).toEqual([null, { id: expect.any(String) }])
      expect(await coming).toMatchObject({ content: 'Marty!', from: { user: doc.jid.split('@')[0] } })
      expect(
        await new Promise((resolve) => one.send('xmpp.roster.get', (...answer) => resolve(answer))),
      ).toEqual([null, []])
    })

    it('a promise holds the reply, with its page where there is one; a refusal has a reason', async () => {
      const client = open()
      await client.login(await account('marty'))
      const room = freshRoom(target, 'lab')
      const joined = await client.request('xmpp.muc.create', { room, nick: 'marty', instant: true })
      expect(joined).toMatchObject({ room, nick: 'marty' })
      const said = next(client, 'xmpp.muc.message')
      await client.request('xmpp.muc.message', { room, content: 'Anybody?' })
      await said
      const { rsm } = await client.requestPage('xmpp.mam.query', { to: room, rsm: { max: 5 } })
      expect(rsm).toMatchObject({ complete: true })
      const refusal = await client.request('xmpp.roster.remove', { jid: '' }).catch((error: unknown) => error)
      expect(refusal).toBeInstanceOf(script.RequestError)
      expect(refusal).toMatchObject({
        error: { condition: 'client-error', description: "Missing 'jid' key" },
      })
    })

    it('listeners come and go', async () => {
      const client = open()
      const heard: string[] = []
      client.once('xmpp.connection', () => heard.push('once'))
      const kept = () => heard.push('kept')
      client.on('xmpp.connection', kept).on('xmpp.connection', () => heard.push('too'))
      client.off('xmpp.connection', kept)
      const who = await account('marty')
      await client.login(who)
      await client.login(who)
      expect(heard).toEqual(['once', 'too', 'too'])
      client.removeAllListeners()
      await client.login(who)
      expect(heard).toHaveLength(3)
    })

    it('a wrong password is a reason, by either way in', async () => {
      const who = { ...(await account('marty')), password: 'wrong' }
      await expect(open().login(who)).rejects.toMatchObject({ reason: 'wrong-password' })
      await expect(script.signIn(url, who)).rejects.toMatchObject({ reason: 'wrong-password' })
    })

    it('a login that lost its socket is made again; what is asked meanwhile is refused', async () => {
      const who = await account('marty')
      const client = open(linked)
      await client.login(who)
      const lost = next(client, 'close')
      const back = next(client, 'xmpp.connection')
      link.cut()
      expect(await lost).toMatchObject({ retryAt: expect.any(Number) })
      expect(client.isOpen).toBe(false)
      await expect(client.request('xmpp.roster.get')).rejects.toMatchObject({ reason: 'not-connected' })
      link.mend()
      expect(await back).toMatchObject({ jid: { user: who.jid.split('@')[0] } })
      expect(await client.request('xmpp.roster.get')).toEqual([])
    })

    it('what was not answered when the socket was lost is told so', async () => {
      const client = open(linked)
      await client.login(await account('marty'))
      // Nobody answers there: the gateway waits for as long as it may.
      const asked = client.request('xmpp.ping', { to: `nobody@${target.server.domain}/nowhere` })
      link.pace(5000)
      const asking = client.request('xmpp.roster.get')
      link.cut()
      link.pace(0)
      await expect(asking).rejects.toMatchObject({ reason: 'disconnected' })
      await asked.catch(() => {})
    })

    it('a session of `signIn` outlives its socket, with its rooms and what was said meanwhile', async () => {
      const [doc, marty] = [await account('doc'), await account('marty')]
      const friend = open()
      await friend.login(doc)
      const room = freshRoom(target, 'lab')
      await friend.request('xmpp.muc.create', { room, nick: 'doc', instant: true })
      const client = await signIn(marty, linked)
      await client.request('xmpp.muc.join', { room, nick: 'marty' })
      const lost = next(client, 'close')
      link.cut()
      await lost
      const snapshot = next(client, 'xmpp.session.snapshot')
      const said = next(friend, 'xmpp.muc.message')
      await friend.request('xmpp.muc.message', { room, content: 'Are you there?' })
      await said
      link.mend()
      expect(JSON.stringify(await snapshot)).toContain('Are you there?')
      expect(await client.request('xmpp.muc.join', { room, nick: 'marty' })).toMatchObject({ nick: 'marty' })
    })

    it('its cookie opens the session for another script, until it is signed out', async () => {
      const who = await account('marty')
      const client = await signIn(who)
      const [first] = await Promise.all([next(client, 'xmpp.connection'), client.request('xmpp.roster.get')])
      expect(client.cookie).toMatch(/^sid-\d+=./u)
      const other = open(url, { cookie: client.cookie })
      expect(await next(other, 'xmpp.connection')).toEqual(first)
      const closed = next(other, 'close')
      await client.signOut()
      expect(await closed).not.toHaveProperty('retryAt')
      const stranger = open(url, { cookie: client.cookie })
      await expect(stranger.request('xmpp.roster.get')).rejects.toMatchObject({ reason: 'not-connected' })
    })

    it('a gateway that is not there says so', async () => {
      link.cut()
      await expect(open(linked).login(await account('marty'))).rejects.toMatchObject({
        reason: 'not-connected',
      })
      await expect(script.signIn(linked, await account('doc'))).rejects.toMatchObject({
        reason: 'unreachable',
      })
      expect(() => script.connect('nowhere')).toThrow(TypeError)
    })

    it('the script of the README runs as it stands, as an ES module', async () => {
      const [bot, marty] = [await account('doc'), await account('marty')]
      const friend = open()
      await friend.login(marty)
      friend.send('xmpp.presence')
      const room = freshRoom(target, 'lab')
      await friend.request('xmpp.muc.create', { room, nick: 'marty', instant: true })
      const hello = next(friend, 'xmpp.muc.message')
      const code =
        /```js\n(import \{ signIn \}[\s\S]*?)```/u.exec(readFileSync('README.md', 'utf8'))?.[1] ?? ''
      const own = code
        .replace(
          "'hoverboard/client'",
          JSON.stringify(pathToFileURL(join(builtPackage(), 'esm/client.js')).href),
        )
        .replace(/http:\/\/localhost:3000/u, url)
        .replace(/doc@[\w.-]+/u, bot.jid)
        .replace(/doc-1955/u, bot.password)
        .replace(/[\w-]+@rooms\.[\w.-]+/u, room)
      expect(own).toContain(url)
      const { status, stderr } = spawnSync(
        process.execPath,
        ['--input-type=module', '-e', `${own}\nawait socket.signOut()\nprocess.exit()`],
        { encoding: 'utf8', timeout: 60_000 },
      )
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(await hello).toMatchObject({ room, nick: 'bot' })
    })
  },
)

// Prosody 0.12 has no nodes that want to be asked: the one thing that a gateway asks of its pages.
const asking = inject('targets').filter(({ kind }) => kind === 'ejabberd')

describe.each(asking)('what the gateway asks of a script, before $kind', (target) => {
  const cast = new Cast(target)
  afterAll(() => cast.end())

  it('is answered by whoever hears it', async () => {
    const [doc, marty] = await Promise.all([cast.enter('doc'), cast.enter('marty')])
    const at = { to: `pubsub.${target.server.domain}`, node: `lab-${randomUUID().slice(0, 8)}` }
    await makeNode(doc, { ...at, options: [{ var: 'pubsub#access_model', value: 'authorize' }] })
    const client = loadScript().connect(target.url, { cookie: doc.cookie })
    client.once('xmpp.pubsub.push.authorisation', (_, answer) =>
      answer?.([
        { var: 'pubsub#node', value: at.node },
        { var: 'pubsub#subscriber_jid', value: marty.jid },
        { var: 'pubsub#allow', value: true },
      ]),
    )
    await client.request('xmpp.roster.get')
    expect(await marty.ok('xmpp.pubsub.subscribe', at)).toMatchObject({ subscription: 'pending' })
    await marty.hear('xmpp.pubsub.push.subscription', { node: at.node, subscription: 'subscribed' })
    client.end()
  })
})
