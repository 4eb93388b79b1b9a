import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startServer } from '../servers/servers.ts'
import { kinds, type ServerKind, type TestServer } from '../servers/testServer.ts'
import { allFaults } from './allFaults.ts'
import type { Fault } from './fault.ts'
import { isGood, type Outcome, perform, told } from './perform.ts'
import { reportOf } from './report.ts'

// `npm run faults [-- F4 F9 …] [--server=…] [--seeds=…] [--messages=…] [--quick]`: each fault, on each server, with each
// seed; a report of it all, and 1 where anything is not as it was promised.

const ROOT = resolve(import.meta.dirname, '../..')
let folder = join(ROOT, 'node_modules/.cache/reports/faults')

// Not left to Node, which after hundreds of TLS sockets was seen to wait for one of them for ever.
process.exit(await main())

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      server: { type: 'string', multiple: true },
      seeds: { type: 'string' },
      /** The first of them. */
      'from-seed': { type: 'string', default: '1' },
      messages: { type: 'string' },
      scale: { type: 'string' },
      report: { type: 'string', default: folder },
      patience: { type: 'string', default: '120' },
      /** A look that takes minutes instead of hours. */
      quick: { type: 'boolean', default: false },
    },
  })
  const { quick } = values
  const wanted = positionals.map((name) => name.toUpperCase())
  const unknown = wanted.filter((name) => !allFaults.some(({ id }) => id === name))
  const servers = (values.server ?? [...kinds]) as ServerKind[]
  if (unknown.length > 0 || servers.some((name) => !kinds.includes(name))) {
    console.error(
      `There is no ${unknown.join(', ') || 'such server'}. Faults: ${allFaults.map(({ id }) => id).join(' ')}`,
    )
    return 2
  }
  const chosen = allFaults.filter(({ id }) => wanted.length === 0 || wanted.includes(id))
  const first = Number(values['from-seed'])
  const seeds = Array.from({ length: Number(values.seeds ?? (quick ? 1 : 3)) }, (_, index) => index + first)
  const settings = {
    messages: Number(values.messages ?? (quick ? 120 : 500)),
    scale: Number(values.scale ?? (quick ? 0.25 : 1)),
    patienceMs: Number(values.patience) * 1000,
  }
  folder = resolve(values.report)
  mkdirSync(folder, { recursive: true })
  const outcomes: Outcome[] = []
  const failures: string[] = []
  for (const kind of servers) {
    let server: TestServer | undefined
    for (const fault of chosen.filter(({ startServer: own }) => !own || own.kind === kind))
      for (const seed of seeds) {
        const name = `${fault.id} ${kind} seed ${seed}`
        console.log(`${name}: ${fault.title}`)
        let own: TestServer | undefined
        try {
          if (fault.startServer) own = await fault.startServer.start()
          else server ??= await startServer(kind)
          const outcome = await perform((own ?? server) as TestServer, fault, { ...settings, seed })
          outcomes.push(outcome)
          keep(fault, kind, seed, outcome)
          console.log(`${name}: ${told(outcome)} (${outcome.entered} entered, ${outcome.seconds} s)`)
        } catch (error) {
          failures.push(`${name}: ${error instanceof Error ? error.message : error}`)
          console.log(failures.at(-1))
          // What broke the run may have broken its server.
          await server?.stop().catch(() => {})
          server = undefined
        } finally {
          await own?.stop()
        }
        writeReport(outcomes, failures)
      }
    await server?.stop()
  }
  console.log(`\n${writeReport(outcomes, failures)}\n\nWritten to ${folder}`)
  return failures.length === 0 && outcomes.every(isGood) ? 0 : 1
}

/** The whole history of a run, for whoever has to find out. */
function keep({ id }: Fault, kind: string, seed: number, { history, gatewayLog, frames }: Outcome): void {
  const name = join(folder, `${id}-${kind}-${seed}`)
  writeFileSync(`${name}.jsonl`, history.map((line) => `${JSON.stringify(line)}\n`).join(''))
  writeFileSync(`${name}.gateway.log`, gatewayLog)
  for (const [actor, text] of Object.entries(frames)) writeFileSync(`${name}.${actor}.frames`, text)
}

function writeReport(outcomes: readonly Outcome[], failures: readonly string[]): string {
  const text = reportOf(outcomes, failures)
  const facts = outcomes.map(({ history: _history, gatewayLog: _log, frames: _frames, ...rest }) => rest)
  writeFileSync(join(folder, 'faults.md'), text)
  writeFileSync(join(folder, 'faults.json'), JSON.stringify({ outcomes: facts, failures }, null, 2))
  return text
}
