import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { RawClient } from '../../e2e/perf/rawClient.ts'
import { readWithExpat, type Tree } from '../transport/testExpat.ts'
import { END, HEADER, readAsWeDo } from '../transport/testReader.ts'
import { child } from '../transport/testXml.ts'
import { rawAccount } from './rawAccount.ts'

const COUNT = 10_000
const AT_ONCE = 500
const LAST = 'the last of them'
const PATIENCE_MS = 240_000
const MESSAGE = 'jabber:client message'

const attribute = ([, attrs]: Tree, wanted: string) => attrs.find(([name]) => name === wanted)?.[1]

/** What stands in each message; a server ends the stream of who writes what is not well-formed. */
function generate(): string[] {
  const seed = Number(process.env.SEED ?? 19551105)
  const inside = fc.array(child, { maxLength: 4 }).map((parts) => parts.join(''))
  const tried = fc.sample(inside, { numRuns: COUNT * 1.2, seed })
  const read = readWithExpat(tried.map((text) => `${HEADER}<message>${text}</message>${END}`))
  return tried.filter((_, at) => read[at]).slice(0, COUNT)
}

/** All that comes in to a client, byte by byte, and when it holds a text. */
function record(client: RawClient) {
  const packets: Buffer[] = []
  const waiting: { text: string; resolve(): void }[] = []
  let tail = ''
  client.handOver((packet) => {
    packets.push(packet)
    tail = (tail + packet.toString('latin1')).slice(-2 * packet.length - 1024)
    for (const { text, resolve } of waiting) if (tail.includes(text)) resolve()
  })
  const until = (text: string) => new Promise<void>((resolve) => void waiting.push({ text, resolve }))
  return { packets, until }
}

/** Both readings of it, which must be one. */
function readBoth(packets: readonly Buffer[]): Tree[] {
  const ours = readAsWeDo(packets) ?? []
  const [theirs] = readWithExpat([HEADER + Buffer.concat(packets).toString() + END])
  const different = ours.filter((each, at) => JSON.stringify(each) !== JSON.stringify(theirs?.[at]))
  expect(different.slice(0, 3)).toEqual([])
  expect(theirs).toHaveLength(ours.length)
  return ours.filter(([name]) => name === MESSAGE)
}

// What one account writes goes through a server's parser and its writer before ours reads it. Headlines: nobody archives
// them, nor keeps them for later, and this is about no disk.
describe.each(inject('targets'))('ten thousand stanzas by way of $kind', (target) => {
  let sender: RawClient
  let receiver: RawClient
  beforeAll(async () => {
    sender = await new RawClient(await rawAccount(target, 'griff')).start()
    receiver = await new RawClient(await rawAccount(target, 'marty')).start()
  })
  afterAll(() => {
    sender?.end()
    receiver?.end()
  })

  it(
    'S17: are the same to us as to expat, one for one, and each from who wrote it',
    async () => {
      const [heard, told] = [record(receiver), record(sender)]
      const send = (id: string, inside: string, to = receiver.jid) =>
        sender.send(`<message to='${to}' type='headline' id='${id}'>${inside}</message>`)
      const written = generate()
      expect(written).toHaveLength(COUNT)
      const isHeard = heard.until(LAST)
      const isTold = told.until(LAST)
      for (const [at, inside] of written.entries()) {
        send(`s${at}`, inside)
        if (at % AT_ONCE === 0) await new Promise(setImmediate)
      }
      send('last', `<body>${LAST}</body>`)
      await isHeard
      send('last', `<body>${LAST}</body>`, sender.jid)
      await isTold
      const messages = readBoth(heard.packets)
      for (const message of messages) expect(attribute(message, 'from')).toBe(sender.jid)
      // COMPAT: ejabberd 23.01 gives back what holds a language that is none.
      const refused = readBoth(told.packets).filter((message) => attribute(message, 'type') === 'error')
      const ids = [...messages, ...refused].map((message) => attribute(message, 'id'))
      expect(ids.sort()).toEqual([...written.map((_, at) => `s${at}`), 'last'].sort())
      expect(refused.length).toBeLessThan(COUNT / 100)
    },
    PATIENCE_MS,
  )
})
