import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, freshAccount, type Person, postSession } from './cast.ts'
import { Peer } from './peer.ts'

describe.each(inject('targets'))('signing in on $kind', (target) => {
  const { url, server } = target
  const cast = new Cast(target)
  let marty: Person
  beforeAll(async () => {
    marty = await cast.enter('marty')
  })
  afterAll(() => cast.end())

  it('a page signs in by POST and gets a strict cookie and its bare address', async () => {
    const { status, jid, setCookie } = await postSession(url, { kind: 'password', ...marty.account })
    expect(status).toBe(200)
    expect(jid).toBe(marty.jid)
    expect(setCookie).toMatch(/^sid-\d+=[\w-]{43}; Max-Age=604800; Path=\/; .*HttpOnly; SameSite=Strict$/u)
  })

  it('the cookie tells the page who it is, and that the house takes guests and new people', async () => {
    const response = await fetch(`${url}/session`, { headers: { cookie: marty.cookie } })
    expect(await response.json()).toMatchObject({
      session: { jid: marty.jid, anonymous: false },
      domains: [server.domain],
      registration: true,
      anonymous: true,
    })
  })

  it('a script signs in by event and hears its full address', async () => {
    const script = cast.script()
    script.say('xmpp.login', { ...marty.account, resource: 'script' })
    const { jid } = await script.hear('xmpp.connection')
    expect(jid).toEqual({ user: marty.jid.split('@')[0], domain: server.domain, resource: 'script' })
  })

  it('a JID without a domain is completed by host, which is no place to connect to', async () => {
    const script = cast.script()
    const [user] = marty.jid.split('@')
    script.say('xmpp.login', { jid: user, host: server.domain, password: marty.account.password })
    expect((await script.hear('xmpp.connection')).jid.user).toBe(user)
  })

  it('a wrong password says so by POST and by event, without echoing it', async () => {
    const wrong = { jid: marty.jid, password: 'not-the-flux-capacitor' }
    const byPost = await postSession(url, { kind: 'password', ...wrong })
    expect(byPost.status).toBe(401)
    expect(byPost.error).toMatchObject({ type: 'auth', condition: 'login-fail', reason: 'wrong-password' })
    const script = cast.script()
    script.say('xmpp.login', wrong)
    const byEvent = await script.hear('xmpp.error')
    expect(byEvent).toMatchObject({ type: 'auth', condition: 'login-fail', reason: 'wrong-password' })
    expect(JSON.stringify([byPost, byEvent])).not.toContain('flux-capacitor')
  })

  it('an unknown account is told no more than a wrong password', async () => {
    const nobody = await postSession(url, { kind: 'password', ...freshAccount(target, 'nobody') })
    expect(nobody.error).toMatchObject({ condition: 'login-fail', reason: 'wrong-password' })
  })

  it('a quick second try is answered as well', async () => {
    const script = cast.script()
    script.say('xmpp.login', { jid: marty.jid, password: 'typo' })
    await script.hear('xmpp.error', { reason: 'wrong-password' })
    script.say('xmpp.login', marty.account)
    await script.hear('xmpp.connection')
  })

  it('a domain that the operator did not name is refused before any packet leaves', async () => {
    const { status, error } = await postSession(url, { kind: 'password', jid: 'a@10.0.0.1', password: 'x' })
    expect(status).toBe(400)
    expect(error).toMatchObject({ type: 'cancel', condition: 'unknown', reason: 'unknown-domain' })
  })

  it('a person without an account makes one, and signs in with it again', async () => {
    const account = freshAccount(target, 'lorraine')
    expect((await postSession(url, { kind: 'register', ...account })).jid).toBe(account.jid)
    expect((await postSession(url, { kind: 'password', ...account })).jid).toBe(account.jid)
    const twice = await postSession(url, { kind: 'register', ...account })
    expect(twice.error).toMatchObject({ condition: 'registration-fail', reason: 'account-exists' })
  })

  it('a guest gets an address of the anonymous domain', async () => {
    const { jid, cookie } = await postSession(url, { kind: 'anonymous' })
    expect(jid).toMatch(new RegExp(`^[^@]+@${server.anonymousDomain}$`, 'u'))
    const info = await fetch(`${url}/session`, { headers: { cookie } })
    expect(await info.json()).toMatchObject({ session: { jid, anonymous: true } })
  })

  it('a script may be a guest by event', async () => {
    const script = cast.script()
    script.say('xmpp.login.anonymous', { jid: server.anonymousDomain })
    expect((await script.hear('xmpp.connection')).jid.domain).toBe(server.anonymousDomain)
  })

  it('logging out by event with a callback leaves the socket usable for another login', async () => {
    const script = cast.script()
    script.say('xmpp.login', marty.account)
    await script.hear('xmpp.connection')
    expect(await script.raw('xmpp.logout', {})).toEqual([null, true])
    script.say('xmpp.login', marty.account)
    await script.hear('xmpp.connection')
  })

  it('logging out ends the cookie, and every tab is told', async () => {
    const again = await cast.again(marty)
    const gone = await fetch(`${url}/session`, {
      method: 'DELETE',
      headers: { cookie: again.cookie, origin: url },
    })
    expect(gone.status).toBe(204)
    await again.hear('xmpp.session.state', { state: 'ended', reason: 'logged-out' })
    const info = await fetch(`${url}/session`, { headers: { cookie: again.cookie } })
    expect(await info.json()).toMatchObject({ session: null })
    const late = new Peer(url, again.cookie)
    expect(await late.ask('xmpp.roster.get', {})).toMatchObject({ error: { reason: 'not-connected' } })
    late.close()
  })

  it('a page that is signed in cannot sign in as somebody else on the same socket', async () => {
    marty.say('xmpp.login', { jid: `doc@${server.domain}`, password: 'x' })
    expect(await marty.hear('xmpp.error')).toMatchObject({ condition: 'not-allowed', reason: 'not-allowed' })
    expect(await marty.ok('xmpp.ping', {})).toBe(true)
  })
})
