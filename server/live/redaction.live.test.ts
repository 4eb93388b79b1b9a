import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { freePorts } from '../../e2e/servers/freePorts.ts'
import { Cast, freshRoom, type Person, postSession } from './cast.ts'
import { locked, setField } from './rooms.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** Everything that somebody types here as a secret. None may be found in anything that the gateway writes. */
const SECRETS = {
  account: 'acct-Ohm7iequ',
  wrongAccount: 'acct-wrong-eeV3ooth',
  created: 'made-aiN9<&>phei',
  right: 'room-Ux4oochu',
  wrong: 'room-wrong-Thai2eex',
  invited: 'invite-Quo0ahsh',
  bookmarked: 'mark-Cahs5ohr',
  misplaced: 'lost-Boh8aeng',
  destroyed: 'next-door-Ief6ooth',
  bug: 'bug-Zei1uquo',
}

/** The forms in which a text may stand in a log, a dump or a URL. */
const formsOf = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64').replace(/=+$/u, ''),
  Buffer.from(secret).toString('hex'),
]

function found(text: string): string[] {
  return Object.entries(SECRETS).flatMap(([name, secret]) =>
    formsOf(secret).some((form) => text.includes(form)) ? [name] : [],
  )
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}

describe.each(inject('targets'))('secrets on $kind', (target) => {
  const folder = mkdtempSync(join(tmpdir(), 'hoverboard-redaction-'))
  const at = (name: string) => join(folder, name)
  const errors: unknown[] = []
  let gateway: ReturnType<typeof spawn>
  let url = ''
  let cast: Cast
  let doc: Person
  let marty: Person

  beforeAll(async () => {
    for (const name of ['home', 'data', 'tmp', 'dumps', 'outside']) mkdirSync(at(name))
    // A mistake of ours at its worst: what is thrown quotes a secret, which no argument and no variable holds.
    writeFileSync(at('outside/secret'), SECRETS.bug)
    writeFileSync(
      at('outside/bug.mjs'),
      `import { readFileSync } from 'node:fs'
       process.on('SIGUSR2', () => {
         const bug = new Error(readFileSync(${JSON.stringify(at('outside/secret'))}, 'utf8'))
         Promise.reject(Object.assign(bug, { code: bug.message }))
         setTimeout(() => { throw bug })
       })`,
    )
    const { server } = target
    const [port = 0] = await freePorts(1)
    url = `http://127.0.0.1:${port}`
    const out = openSync(at('written.log'), 'a')
    const entry = ['--import', 'tsx', '--import', at('outside/bug.mjs'), resolve(ROOT, 'server/main.ts')]
    gateway = spawn(
      process.execPath,
      [`--diagnostic-dir=${at('dumps')}`, '--report-uncaught-exception', ...entry],
      {
        cwd: ROOT,
        stdio: ['pipe', out, out],
        env: {
          PATH: process.env.PATH,
          HOME: at('home'),
          TMPDIR: at('tmp'),
          NODE_ENV: 'production',
          DEBUG: '*',
          NODE_DEBUG: '*',
          PORT: String(port),
          HOST: '127.0.0.1',
          XMPP_SERVICE: `xmpp://${server.host}:${server.port}`,
          XMPP_DOMAINS: server.domain,
          XMPP_CA: server.caFile,
          XMPP_REGISTRATION: 'on',
          HOVERBOARD_DATA: at('data'),
          HOVERBOARD_LIMITS: 'off',
          HOVERBOARD_AUDIT_JIDS: 'on',
        },
      },
    )
    closeSync(out)
    const deadline = Date.now() + 60_000
    while (!(await fetch(`${url}/health`).catch(() => undefined))?.ok) {
      if (Date.now() > deadline) throw new Error(written().slice(-4000))
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    cast = new Cast({ ...target, url })
    ;[doc, marty] = await Promise.all([
      cast.enter('doc', SECRETS.account),
      cast.enter('marty', SECRETS.account),
    ])
    for (const person of [doc, marty])
      person.socket.onAny((name: string, data: unknown) => {
        if (/error/u.test(name)) errors.push(data)
      })
  })
  afterAll(async () => {
    if (gateway.exitCode === null) gateway.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  const written = () => readFileSync(at('written.log'), 'utf8')

  async function fails(person: Person, name: string, data: unknown): Promise<void> {
    const [error] = await person.raw(name, data)
    expect(error, name).toBeTruthy()
    errors.push(error)
  }

  it('the whole story of passwords is told', async () => {
    const wrong = await postSession(url, { kind: 'password', jid: doc.jid, password: SECRETS.wrongAccount })
    errors.push(wrong.error)
    expect(wrong.error?.reason).toBe('wrong-password')
    const room = freshRoom(target, 'vault')
    await doc.ok('xmpp.muc.create', { room, nick: 'Doc', instant: true, password: SECRETS.created })
    await setField(doc, room, locked(SECRETS.right))
    const form = await doc.ok('xmpp.muc.room.config.get', { room })
    expect(JSON.stringify(form)).toContain(SECRETS.right)
    await fails(marty, 'xmpp.muc.join', { room, nick: 'Marty', password: SECRETS.wrong })
    await marty.ok('xmpp.muc.join', { room, nick: 'Marty', password: SECRETS.right })
    await fails(marty, 'xmpp.muc.room.config.get', { room })
    await doc.ok('xmpp.muc.invite.direct', { room, to: marty.jid, password: SECRETS.invited })
    await marty.hear('xmpp.muc.invite', { room, password: SECRETS.invited })
    await doc.ok('xmpp.bookmarks.set', { room, nick: 'Doc', password: SECRETS.bookmarked, autojoin: false })
    await doc.ok('xmpp.bookmarks.get', {})
    await doc.raw('xmpp.muc.affiliation.batch', {
      room,
      id: 'b1',
      changes: [{ jid: marty.jid, affiliation: 'member', reason: 'Good' }],
    })
    await doc.raw('xmpp.muc.destroy', {
      room: freshRoom(target, 'none'),
      alternative: room,
      password: SECRETS.destroyed,
    })
  })

  it('payloads that are refused are quoted without their secrets', async () => {
    const secret = SECRETS.misplaced
    const field = { var: 'muc#roomconfig_roomsecret', value: secret, type: 'text-private' }
    await fails(marty, 'xmpp.muc.join', { nick: 'Marty', password: secret })
    await fails(marty, 'xmpp.muc.join', { room: 'not@@a@room', nick: 'Marty', password: secret })
    await fails(marty, 'xmpp.muc.join', {
      room: 'r@x.example',
      nick: 'Marty',
      password: [secret, { secret }],
    })
    await fails(marty, 'xmpp.muc.create', { nick: 'Marty', password: `${secret}\u0007` })
    await fails(marty, 'xmpp.muc.room.config.set', { form: [field] })
    await fails(marty, 'xmpp.muc.room.config.set', { room: 'r@x.example', form: [field, 7] })
    await fails(marty, 'xmpp.muc.invite.direct', { to: marty.jid, password: secret })
    await fails(marty, 'xmpp.bookmarks.set', { nick: 'x', password: secret })
    await fails(marty, 'xmpp.nonsense', { password: secret })
    const script = cast.script()
    script.say('xmpp.login', { password: secret })
    errors.push(await script.hear('xmpp.error'))
    const post = await fetch(`${url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: `{"kind":"password","jid":"a@b","password":"${secret}",`,
    })
    errors.push(await post.text())
    const path = await fetch(`${url}/${encodeURIComponent(secret)}?password=${secret}`)
    errors.push(await path.text())
  })

  it('a bug that quotes one writes its kind alone, and the gateway goes on', async () => {
    gateway.kill('SIGUSR2')
    await expect.poll(written, { timeout: 10_000 }).toMatch(/"event":"uncaught"/u)
    await expect.poll(written).toMatch(/"event":"unhandled"/u)
    expect(await marty.ok('xmpp.ping', {})).toBe(true)
  })

  it('what others can see of the process tells none', async () => {
    const health = await (await fetch(`${url}/health`)).text()
    const { pid } = gateway
    const shown = ['cmdline', 'environ', 'comm'].map((name) => readFileSync(`/proc/${pid}/${name}`, 'utf8'))
    expect(found([health, ...shown].join('\n'))).toEqual([])
  })

  it('no error that reached a page holds one', () => {
    expect(errors.length).toBeGreaterThan(12)
    expect(found(JSON.stringify(errors)), JSON.stringify(errors)).toEqual([])
  })

  it('neither does anything that was written until the end', async () => {
    gateway.kill('SIGTERM')
    await once(gateway, 'exit')
    expect(gateway.exitCode).toBe(0)
    const log = written()
    // The log is on, and says who did what.
    expect(log).toMatch(/"event":"login"/u)
    expect(log.split('\n').filter((line) => found(line).length > 0)).toEqual([])
    const paths = ['home', 'data', 'tmp', 'dumps'].flatMap((name) => filesIn(at(name)))
    for (const path of paths) expect([path, found(readFileSync(path, 'latin1'))]).toEqual([path, []])
    // Sessions are sealed there: with a key of which the cookie's half is written nowhere, and the other in one place.
    expect(filesIn(at('data/sessions')).length).toBeGreaterThan(1)
    const tokens = [doc, marty].map(({ cookie }) => cookie.split('=')[1] ?? '')
    const key = readFileSync(at('data/sealing.key'), 'utf8').trim()
    const everything = [log, ...paths, ...paths.map((path) => readFileSync(path, 'latin1'))].join('\n')
    for (const token of tokens)
      for (const form of formsOf(token)) expect(everything.includes(form), 'a token was written').toBe(false)
    for (const form of formsOf(key)) expect(log.includes(form), 'the key was logged').toBe(false)
    expect(everything.split(key)).toHaveLength(2)
  })
})
