import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtPackage } from '../../e2e/servers/builtPackage.ts'

const NEEDED = ['xmpp-ftw', 'node-xmpp-client', '@xmpp', 'ltx', 'zod', 'socket.io-client', '@types/node']
const MODULE = `
import { connect, RequestError, signIn } from 'hoverboard/client'
import { Chat, Muc } from 'hoverboard/extensions'
import { installTransport } from 'hoverboard/transport'

installTransport({ domains: ['example.org'] })
const muc = new Muc()
const isOurs: boolean = muc.handles({})
muc.init({
  socket: { on() {}, removeAllListeners() {}, send() {} },
  client: { send() {} },
  fullJid: { domain: 'example.org' },
  trackId() {},
})
export const listeners = [new Chat(), muc, isOurs]

export async function run(): Promise<string> {
  const socket = await signIn('http://localhost:3000', { jid: 'doc@example.org', password: 'x' })
  socket.on('xmpp.chat.message', ({ from, content }) => {
    const words: string | undefined = content
    socket.send('xmpp.chat.message', { to: from.domain, content: words ?? '' }, (error, reply) => {
      const id: string | undefined = error ? error.reason : reply?.id
      return id
    })
    // @ts-expect-error no such key
    from.nobody
  })
  socket.on('close', ({ retryAt }) => retryAt?.toFixed())
  socket.send('xmpp.presence')
  // @ts-expect-error no such command
  socket.send('xmpp.nothing', {})
  // @ts-expect-error a room and a nick are needed
  socket.send('xmpp.muc.join')
  // @ts-expect-error a number is no nick
  void socket.request('xmpp.muc.join', { room: 'lab@rooms.example.org', nick: 1 })
  // @ts-expect-error no such event
  socket.on('xmpp.nothing', () => {})
  const joined = await socket.request('xmpp.muc.join', { room: 'lab@rooms.example.org', nick: 'doc' })
  const items = await socket.request('xmpp.roster.get')
  const { rsm } = await socket.requestPage('xmpp.mam.query', { with: 'marty@example.org' })
  connect('http://localhost:3000').end()
  return joined.nick + (items[0]?.jid.user ?? '') + (rsm.first ?? '') + new RequestError('x', { type: 'wait' }).name
}
`
const COMMON = `
import client = require('hoverboard/client')
import extensions = require('hoverboard/extensions')
const socket: client.Client = client.connect('http://localhost:3000')
socket.once('xmpp.connection', ({ jid }) => jid.domain)
export = [socket, new extensions.Roster().handles({})]
`

// The compiler alone takes its time on a busy machine.
describe('the package, installed elsewhere', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'consumer-'))
  const root = resolve(import.meta.dirname, '../..')
  const installed = join(folder, 'node_modules/hoverboard')
  const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  beforeAll(() => {
    mkdirSync(installed, { recursive: true })
    const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { files: string[] }
    for (const name of ['package.json', ...files]) {
      // The page's client is built with the page.
      if (name === 'dist/web/client.js') continue
      const from = name === 'dist/package' ? builtPackage() : join(root, name)
      mkdirSync(dirname(join(installed, name)), { recursive: true })
      cpSync(from, join(installed, name), { recursive: true })
    }
    mkdirSync(join(folder, 'node_modules/@types'))
    for (const name of NEEDED)
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
    writeFileSync(join(folder, 'package.json'), '{ "name": "consumer", "type": "module" }')
    writeFileSync(join(folder, 'module.mts'), MODULE)
    writeFileSync(join(folder, 'common.cts'), COMMON)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(['node16', 'bundler'])('its types are right for %s', (kind) => {
    const isBundler = kind === 'bundler'
    const compilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      target: 'ES2022',
      lib: ['ES2023', 'DOM'],
      types: ['node'],
      module: isBundler ? 'esnext' : kind,
      moduleResolution: kind,
      noUncheckedIndexedAccess: true,
    }
    const files = isBundler ? ['module.mts'] : ['module.mts', 'common.cts']
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
    const { stdout, status } = run(join(root, 'node_modules/typescript/bin/tsc'), '-p', '.')
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 })
  })

  it('is loaded by import and by require, each with the same names', () => {
    const names = (how: string) => {
      const lines = ['client', 'extensions', 'transport'].map(
        (name) =>
          `console.log(${JSON.stringify(name)}, ...Object.keys(${how}('hoverboard/${name}')).filter((key) => key !== 'default' && key !== 'module.exports').sort())`,
      )
      const { stdout, stderr, status } = run(
        `--input-type=${how === 'require' ? 'commonjs' : 'module'}`,
        '-e',
        lines.join('\n'),
      )
      expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
      return stdout
    }
    const required = names('require')
    expect(required).toContain('client RequestError connect signIn')
    expect(required).toMatch(/^extensions .*Chat .*Muc .*Roster/mu)
    expect(names('await import')).toBe(required)
  })

  it('holds nothing of the page, the gateway or the tests', () => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
    })
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }]
    const strangers = files.filter(
      ({ path }) =>
        !/^(?:dist\/package\/|dist\/web\/client\.js$|server\/transport\/(?:index\.cjs|package\.json)$|README\.md$|package\.json$)/u.test(
          path,
        ),
    )
    expect(strangers).toEqual([])
  })
})
