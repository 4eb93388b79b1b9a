import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readWithExpat } from './testExpat.ts'
import { END, HEADER, readAsWeDo } from './testReader.ts'
import { broken, element } from './testXml.ts'

// S17: where two parsers read one text differently, a stanza can be smuggled past the one inside the other. Both servers
// parse with expat; so does this.
const COUNT = 10_000
const PATIENCE_MS = 240_000

test(
  `S17: ${COUNT} texts that expat takes are the same to us, and no other throws`,
  () => {
    const seed = Number(process.env.SEED ?? 19551105)
    const texts = fc.sample(fc.oneof({ weight: 3, arbitrary: element }, { weight: 1, arbitrary: broken }), {
      numRuns: COUNT,
      seed,
    })
    const expected = readWithExpat(texts.map((text) => HEADER + text + END))
    let taken = 0
    const different: unknown[] = []
    for (const [at, text] of texts.entries()) {
      const bytes = Buffer.from(text)
      // Wherever a packet ends.
      const cut = (at * 7919) % (bytes.length + 1)
      const mine = readAsWeDo([bytes.subarray(0, cut), bytes.subarray(cut)])
      const wanted = expected[at]
      // What XMPP forbids ends the stream (RFC 6120 §11.1); servers never send it.
      if (!wanted || /<[?!]/u.test(text.replace(/<!\[CDATA\[.*?\]\]>/gsu, ''))) continue
      taken++
      if (JSON.stringify(mine) !== JSON.stringify(wanted)) different.push({ text, mine, wanted })
    }
    expect(different.slice(0, 3)).toEqual([])
    expect(taken).toBeGreaterThan(COUNT / 2)
  },
  PATIENCE_MS,
)
