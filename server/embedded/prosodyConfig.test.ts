import { expect, test } from 'vitest'
import { lua, type ProsodyOptions, prosodyConfig } from './prosodyConfig.ts'

const OPTIONS: ProsodyOptions = {
  domain: 'hill-valley.example',
  ports: { c2s: 1001, directTls: 1002, http: 1003, component: 1004 },
  folder: '/data/prosody',
  moduleFolder: '/app/server/embedded',
  certificates: { caFile: '/tls/ca.pem', certificateFile: '/tls/server.pem', keyFile: '/tls/server.key' },
  componentSecret: 'secret',
  archive: 'sqlite',
  tls: true,
  registration: true,
  asRoot: false,
  seedFile: '/data/seed.json',
  seededFile: '/data/seeded',
}

test('everything listens on loopback, and nothing federates', () => {
  const text = prosodyConfig(OPTIONS)
  const interfaces = [...text.matchAll(/^\w*interfaces = (.*)$/gmu)].map((match) => match[1])
  expect(interfaces.length).toBeGreaterThanOrEqual(4)
  expect(new Set(interfaces)).toEqual(new Set(['{ "127.0.0.1" }']))
  expect(text).toMatch(/^s2s_ports = \{\}$/mu)
  expect(text).toMatch(/^modules_disabled = \{.*"s2s".*\}$/mu)
})

test('passwords are proven by SCRAM inside TLS only', () => {
  const text = prosodyConfig(OPTIONS)
  expect(text).toMatch(/^c2s_require_encryption = true$/mu)
  expect(text).toMatch(/^authentication = "internal_hashed"$/mu)
  expect(text).toMatch(/^disable_sasl_mechanisms = \{ "PLAIN", "LOGIN", "DIGEST-MD5" \}$/mu)
})

test('the archive is in SQLite, or in files, or nowhere', () => {
  expect(prosodyConfig(OPTIONS)).toMatch(/storage = \{ archive = "sql", muc_log = "sql" \}/u)
  const files = prosodyConfig({ ...OPTIONS, archive: 'files' })
  expect(files).toMatch(/^storage = \{\}$/mu)
  expect(files).toMatch(/"mam"/u)
  const off = prosodyConfig({ ...OPTIONS, archive: 'off' })
  expect(off).not.toMatch(/^modules_enabled = .*"mam"/mu)
  expect(off).not.toMatch(/"muc_mam"/u)
})

test('Prosody runs as root only where the gateway does', () => {
  expect(prosodyConfig(OPTIONS)).not.toMatch(/run_as_root/u)
  expect(prosodyConfig({ ...OPTIONS, asRoot: true })).toMatch(/^run_as_root = true$/mu)
})

test('registration is open only when wanted, and never for guests', () => {
  expect(prosodyConfig({ ...OPTIONS, registration: false })).toMatch(/^allow_registration = false$/mu)
  expect(prosodyConfig(OPTIONS)).toMatch(
    /VirtualHost "guest\.[^"]*"\n\s+authentication = "anonymous"\n\s+allow_registration = false/u,
  )
})

test('a path cannot leave its quotes', () => {
  expect(lua('/a "b" \\c')).toBe('"/a \\"b\\" \\\\c"')
  expect(() => lua('a\nb')).toThrow()
})

test('rooms let moderators take messages out where the module is there, and an archive to take them out of', () => {
  expect(prosodyConfig(OPTIONS)).not.toMatch(/moderation/u)
  const equipped = { ...OPTIONS, moderationFolder: '/usr/lib/prosody/modules' }
  expect(prosodyConfig(equipped)).toMatch(/modules_enabled = \{ "muc_mam", "muc_moderation" \}/u)
  expect(prosodyConfig(equipped)).toMatch(/plugin_paths = \{ "[^"]*", "\/usr\/lib\/prosody\/modules" \}/u)
  expect(prosodyConfig({ ...equipped, archive: 'off' })).not.toMatch(/moderation/u)
})
