import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Child } from './child.ts'
import { ejabberdConfig } from './ejabberdConfig.ts'
import { freePorts } from './freePorts.ts'
import { makeCertificate } from './makeCertificate.ts'
import { startMariadb } from './mariadb.ts'
import { people, type TestServer } from './testServer.ts'

const DOMAIN = 'hillvalley.test'
const READY = 'hoverboard: ready'

/** Where the package keeps its Erlang libraries: only its own launcher knows. */
function erlangLibraries(): string {
  const launcher = readFileSync('/usr/sbin/ejabberdctl', 'utf8')
  const match = /ERL_LIBS='([^']+)'/u.exec(launcher)
  if (!match?.[1]) throw new Error('ejabberdctl does not say where its libraries are')
  return match[1]
}

/**
 * A real ejabberd of our own: configuration, spool and log in a folder that goes away, loopback and free ports only.
 * It is no distributed Erlang node, so there is no cookie, no epmd, and nothing to leave behind; it ends with us,
 * because it reads our end of its standard input.
 */
export async function startEjabberd(modules: object = {}, { withMariadb = false } = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hoverboard-ejabberd-'))
  const at = (name: string) => join(folder, name)
  mkdirSync(at('spool'))
  const [port = 0, tlsPort = 0, wsPort = 0] = await freePorts(3)
  const anonymousDomain = `guest.${DOMAIN}`
  const { caFile, pemFile } = makeCertificate(folder, [DOMAIN, `conference.${DOMAIN}`, anonymousDomain])
  const database = withMariadb ? await startMariadb(folder) : undefined
  const config = ejabberdConfig({
    port,
    tlsPort,
    wsPort,
    domain: DOMAIN,
    anonymousDomain,
    caFile,
    pemFile,
    folder,
    modules,
    database: database?.settings ?? {},
  })
  // YAML 1.2 is a superset of JSON.
  writeFileSync(at('ejabberd.yml'), JSON.stringify(config, null, 2))
  const accounts = Object.entries(people).map(([name, password]) => ({
    name,
    jid: `${name}@${DOMAIN}`,
    password,
  }))
  const launch = () =>
    new Child(
      'erl',
      // A term of Erlang per flag; strings keep their quotes.
      ['-noshell', '-mnesia', 'dir', `"${at('spool')}"`, '-s', 'ejabberd', '-eval', afterStart(accounts)],
      {
        cwd: folder,
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          LANG: 'C.UTF-8',
          ERL_LIBS: erlangLibraries(),
          ERL_CRASH_DUMP: '/dev/null',
          ERL_MAX_PORTS: '32000',
          EJABBERD_CONFIG_PATH: at('ejabberd.yml'),
          EJABBERD_LOG_PATH: at('ejabberd.log'),
        },
      },
    )
  let child = launch()
  const isReady = () => (child.stdout.includes(READY) ? true : undefined)
  await child.until(isReady, 'ejabberd').catch(async (error: unknown) => {
    await database?.stop()
    rmSync(folder, { recursive: true, force: true })
    throw error
  })
  return {
    kind: 'ejabberd',
    host: '127.0.0.1',
    port,
    tlsPort,
    wsPort,
    domain: DOMAIN,
    mucDomain: `conference.${DOMAIN}`,
    anonymousDomain,
    caFile,
    accounts,
    async restart(isCrash) {
      await child.stop(isCrash ? 0 : undefined)
      child = launch()
      await child.until(isReady, 'ejabberd')
    },
    async stop() {
      await child.stop()
      await database?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function afterStart(accounts: readonly { name: string; password: string }[]): string {
  const binary = (text: string) => `<<"${text.replace(/["\\]/gu, '\\$&')}"/utf8>>`
  const register = accounts.map(
    ({ name, password }) =>
      `ejabberd_auth:try_register(${binary(name)}, ${binary(DOMAIN)}, ${binary(password)})`,
  )
  const readToEnd =
    'spawn(fun Read() -> case io:get_line("") of eof -> init:stop(); {error, _} -> init:stop(); _ -> Read() end end)'
  return `${[...register, `io:format("${READY}~n")`, readToEnd].join(', ')}.`
}
