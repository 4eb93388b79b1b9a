import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Element } from '@xmpp/xml'
import { quantile, type Row, ratio } from './stats.ts'
import { cases } from './translationCases.ts'
import { type Listener, TranslationHost } from './translationHost.ts'

// Short rounds, and many: of those, some are undisturbed even on a machine that does something else.
const PER_ROUND = 200
const ROUNDS = 300
const WARM_UP = 50
const PACKAGE = resolve(import.meta.dirname, '../../dist/package/esm/extensions.js')

const load = createRequire(import.meta.url)

/**
 * What a stanza and a command cost on their way through an extension: xmpp-ftw's own roster, presence and chat, ours of
 * the same names, and those among all of ours; each in xmpp-ftw's own manager, in one process, without a network.
 */
export async function translation(): Promise<Row[]> {
  const ftw = load('xmpp-ftw') as Record<'Roster' | 'Presence' | 'Chat', new () => Listener>
  const extensions = (await import(pathToFileURL(PACKAGE).href)) as Record<string, new () => Listener>
  const { Roster, Presence, Chat } = extensions
  if (!Roster || !Presence || !Chat) throw new Error(`No extensions in ${join(PACKAGE)}`)
  load('node-xmpp-client').use({ Element, create: () => undefined })
  const hosts = {
    theirs: new TranslationHost([new ftw.Roster(), new ftw.Presence(), new ftw.Chat()]),
    ours: new TranslationHost([new Roster(), new Presence(), new Chat()]),
    all: new TranslationHost(Object.values(extensions).map((each) => new each())),
  }
  const rows: Row[] = []
  for (const [what, run] of Object.entries(cases)) {
    const times = { theirs: [] as number[], ours: [] as number[], all: [] as number[] }
    for (let round = 0; round < WARM_UP + ROUNDS; round++)
      for (const name of inTurn(round)) {
        const each = await timed(() => run(hosts[name], PER_ROUND))
        if (round >= WARM_UP) times[name].push(each / PER_ROUND)
      }
    // Of the undisturbed rounds: a machine that does something else in between can only make one longer.
    const quick = (name: keyof typeof times) => quantile(times[name], 0.1)
    const theirs = quick('theirs')
    for (const [name, label] of [
      ['ours', what],
      ['all', `${what}, among all of ours`],
    ] as const)
      rows.push(ratio(label, { ours: quick(name), theirs, unit: 'µs', beside: 'xmpp-ftw' }))
  }
  return rows
}

/** Who goes first changes: a warm machine favours the later ones. */
function inTurn(round: number): ('theirs' | 'ours' | 'all')[] {
  const names = ['theirs', 'ours', 'all'] as const
  return names.map((_, index) => names[(index + round) % names.length] ?? 'ours')
}

/** In microseconds. */
async function timed(run: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await run()
  return (performance.now() - begun) * 1000
}
