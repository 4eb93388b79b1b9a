import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Certificates, ensureCertificates } from './certificates.ts'
import { bulkAccounts, demoSeed, type Seed } from './demo.ts'
import { findProsody } from './find.ts'
import { takeLock } from './lock.ts'
import { choosePorts, type Ports } from './ports.ts'
import { projectRoot } from './projectRoot.ts'
import { hostsOf, type ProsodyOptions, prosodyConfig } from './prosodyConfig.ts'
import { endLeftover, type ProsodyProcess, startProsody } from './prosodyProcess.ts'
import type { Prosody } from './prosodyScript.ts'

export interface EmbeddedOptions {
  dataDir: string
  demo: boolean
  archive: boolean
  tls: boolean
  registration: boolean
  /** How many accounts u0, u1 … to make. */
  accounts: number
  /** More to fill the server with, in the shape of `Seed`. */
  seed?: Partial<Seed>
  say: (text: string) => void
}

export interface Embedded {
  domain: string
  hosts: ReturnType<typeof hostsOf>
  ports: Ports
  caFile: string
  componentSecret: string
  version: string
  pid: number
  archive: ProsodyOptions['archive']
  accounts: { jid: string; password: string; name: string }[]
  rooms: { jid: string; name: string; password?: string }[]
  stop(): Promise<void>
}

/** The folder is in use by another process. */
export class FolderTaken extends Error {}

export const DOMAIN = 'hill-valley.example'
const TRIES = 3
const RESTART_MS = 1000

/** Prosody of our own, filled and ready. Throws an Error whose message a person can act on. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir)
  const folder = join(dataDir, 'prosody')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const taken = takeLock(join(dataDir, 'lock'))
  if (!taken.ok) throw new FolderTaken(`${dataDir} is in use by another Hoverboard (process ${taken.pid}).`)
  try {
    const found = await findProsody(join(projectRoot, '.cache', 'prosody'), options.say)
    if (!found.ok) throw new Error(found.problem)
    return await open(folder, found.prosody, options, taken.lock.release)
  } catch (error) {
    taken.lock.release()
    throw error
  }
}

async function open(
  folder: string,
  prosody: Prosody,
  options: EmbeddedOptions,
  release: () => void,
): Promise<Embedded> {
  const configFile = join(folder, 'prosody.cfg.lua')
  await endLeftover(join(folder, 'prosody.pid'), configFile)
  const hosts = hostsOf(DOMAIN)
  const names = [DOMAIN, ...Object.values(hosts)]
  const certificates = ensureCertificates(join(folder, 'tls'), names, prosody.openssl)
  const seed = seedOf(options)
  const { moderationFolder } = prosody
  const prepared = await prepare(folder, certificates, seed, options)
  const setUp = { ...prepared, moderationFolder, ...archiveOf(prosody, options) }
  let running = await start(prosody, configFile, setUp)
  if (!running.ready.sql && setUp.archive === 'sqlite') {
    await running.stop()
    setUp.archive = 'files'
    running = await start(prosody, configFile, setUp)
  }
  let isOver = false
  const watch = async (): Promise<void> => {
    await running.exited
    if (isOver) return
    options.say('Prosody ended unexpectedly; it is started again')
    await new Promise((resolve) => setTimeout(resolve, RESTART_MS))
    if (isOver) return
    running = await startProsody(prosody, configFile, folder)
    return watch()
  }
  watch().catch((error: Error) => options.say(error.message))
  return {
    domain: DOMAIN,
    hosts,
    ports: setUp.ports,
    caFile: certificates.caFile,
    componentSecret: setUp.componentSecret,
    version: running.ready.version,
    pid: running.pid,
    archive: setUp.archive,
    accounts: seed.accounts.map(({ user, password, name }) => ({ jid: `${user}@${DOMAIN}`, password, name })),
    rooms: seed.rooms.map(({ node, name, password }) => ({
      jid: `${node}@${hosts.rooms}`,
      name,
      ...(password === undefined ? {} : { password }),
    })),
    async stop() {
      isOver = true
      await running.stop()
      release()
    },
  }
}

const archiveOf = (prosody: Prosody, { archive }: EmbeddedOptions): Pick<ProsodyOptions, 'archive'> => ({
  archive: !archive ? 'off' : prosody.hasSqlite ? 'sqlite' : 'files',
})

function seedOf({ demo, accounts, seed = {} }: EmbeddedOptions): Seed {
  const base: Seed = demo ? demoSeed(DOMAIN) : { accounts: [], rosters: {}, rooms: [], chats: [] }
  return {
    accounts: [...base.accounts, ...bulkAccounts(accounts), ...(seed.accounts ?? [])],
    rosters: { ...base.rosters, ...seed.rosters },
    rooms: [...base.rooms, ...(seed.rooms ?? [])],
    chats: [...base.chats, ...(seed.chats ?? [])],
  }
}

async function prepare(
  folder: string,
  certificates: Certificates,
  seed: Seed,
  { demo, accounts, seed: extra, tls, registration }: EmbeddedOptions,
): Promise<Omit<ProsodyOptions, 'archive'>> {
  const seedFile = join(folder, 'seed.json')
  writeFileSync(seedFile, JSON.stringify(seed), { mode: 0o600 })
  // Filled once for each wish, not for each start: what people changed since stays theirs.
  const wish = createHash('sha256')
    .update(JSON.stringify({ demo, accounts, extra }))
    .digest('hex')
    .slice(0, 12)
  return {
    domain: DOMAIN,
    folder,
    certificates,
    seedFile,
    seededFile: join(folder, `seeded-${wish}`),
    moduleFolder: join(projectRoot, 'server', 'embedded'),
    ports: await choosePorts(join(folder, 'ports.json')),
    componentSecret: secretOf(join(folder, 'component-secret')),
    tls,
    registration,
    asRoot: process.getuid?.() === 0,
  }
}

function secretOf(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

// Between choosing a port and using it, another program may take it.
async function start(prosody: Prosody, configFile: string, setUp: ProsodyOptions): Promise<ProsodyProcess> {
  for (let tries = 1; ; tries++) {
    mkdirSync(join(setUp.folder, 'data'), { recursive: true, mode: 0o700 })
    writeFileSync(configFile, prosodyConfig(setUp), { mode: 0o600 })
    const running = await startProsody(prosody, configFile, setUp.folder)
    const { ready, problem, missing } = running.ready
    if (ready && missing.length === 0) return running
    await running.stop()
    if (tries >= TRIES || !ready)
      throw new Error(
        problem ??
          `Prosody could not listen on 127.0.0.1, ports ${missing.join(', ')}. See ${setUp.folder}/prosody.log.`,
      )
    setUp.ports = await choosePorts(join(setUp.folder, 'ports.json'))
  }
}
