import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startEmbedded } from './embedded.ts'

// The embedded Prosody alone, for tests and measurements: one line of JSON when it is ready, and it ends with SIGTERM
// or the end of its input.
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '.data' },
    'no-demo': { type: 'boolean', default: false },
    archive: { type: 'string', default: 'on' },
    tls: { type: 'string', default: 'on' },
    accounts: { type: 'string', default: '0' },
    seed: { type: 'string' },
  },
})

try {
  const server = await startEmbedded({
    dataDir: values.data,
    demo: !values['no-demo'],
    archive: values.archive !== 'off',
    tls: values.tls !== 'off',
    registration: true,
    accounts: Number(values.accounts),
    ...(values.seed ? { seed: JSON.parse(readFileSync(values.seed, 'utf8')) } : {}),
    say: (text) => process.stderr.write(`${text}\n`),
  })
  const { stop, ...facts } = server
  let isStopping = false
  const end = async () => {
    if (isStopping) return
    isStopping = true
    await stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  process.stdin.on('end', end).on('error', end).resume()
  process.stdout.write(`${JSON.stringify({ ...facts, host: '127.0.0.1' })}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
