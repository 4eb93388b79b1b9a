import fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { expect, vi } from 'vitest'
import { ProtocolError } from '#protocol/define.ts'
import { type CommandName, commands, type EventName, events } from '#protocol/index.ts'
import { createExtensions } from '../extensions/index.ts'
import { joinRoom } from '../xmpp/testFixture.ts'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { Element, parse } from '../xmpp/xml.ts'
import { ROOM } from './testHostile.ts'

/** Steps of one session; a session in between is new, so that a failure tells little more than its own step. */
const STEPS = 50
const MAX_SHOWN = 3000
const dom = new JSDOM('').window
// XML 1.0 §2.2; a half of a pair is no character.
const ILLEGAL = /[^\P{Cc}\t\n\r\u007f-\u009f]|[\p{Cs}\ufffe\uffff]/u
// XML 1.0 §2.3, with at most one colon.
const START =
  'A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}'
const PART = `[${START}][${START}-.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040]*`
const NAME = new RegExp(`^${PART}(?::${PART})?$`, 'u')

/** `SEED=…` says which; `FUZZ=0.1` a tenth of the cases. */
export const seed = Number(process.env.SEED ?? 19551105)
const share = Number(process.env.FUZZ ?? 1)

/**
 * Plays `cases` steps that `step` makes, fifty on each session, and looks at all that came of each. What fails names the
 * seed and the step.
 */
export async function play<S>(
  cases: number,
  step: fc.Arbitrary<S>,
  perform: (session: Watched, step: S) => Promise<void>,
): Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  let played = 0
  let failed: Error | undefined
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: STEPS, maxLength: STEPS }), async (steps) => {
      const session = await Watched.open()
      for (const [at, each] of steps.entries()) {
        try {
          await perform(session, each)
        } catch (error) {
          const what = error instanceof Error ? error.message : String(error)
          failed ??= new Error(
            `SEED=${seed}, step ${at}: ${fc.stringify(each).slice(0, MAX_SHOWN)}\n${what.slice(0, MAX_SHOWN)}`,
          )
          return false
        }
        played++
      }
      vi.clearAllTimers()
      return true
    }),
    {
      seed,
      numRuns: Math.ceil((cases * share) / STEPS),
      endOnFailure: true,
      // The step alone says it; the forty-nine others would bury it.
      reporter: () => {},
    },
  )
  vi.useRealTimers()
  if (failed) throw failed
  expect(played).toBeGreaterThanOrEqual(Math.floor(cases * share))
}

/** A session of all extensions, in a room, that nothing may get past. */
export class Watched {
  readonly test: TestManager
  #sent = 0
  #told = 0
  #strict = 0
  readonly #asked = new Map<unknown[][], CommandName>()
  readonly #answered = new Set<unknown[][]>()

  private constructor(test: TestManager) {
    this.test = test
  }

  static async open(): Promise<Watched> {
    const test = new TestManager(createExtensions()).online()
    await joinRoom(test, { room: ROOM, nick: 'Marty', features: ['urn:xmpp:occupant-id:0'] })
    return new Watched(test)
  }

  async ask(name: string, payload: unknown): Promise<void> {
    this.#asked.set(this.test.ask(name, payload), name as CommandName)
    await settled()
    this.check()
  }

  async receive(stanza: Element): Promise<void> {
    this.test.client.emit('stanza', stanza)
    await settled()
    this.check()
  }

  check(): void {
    const { test } = this
    for (const line of test.logged) if (line === 'A handler failed') throw new Error('A handler threw')
    for (const stanza of test.client.sent.slice(this.#sent)) expectSound(stanza, this.#strict++ % 20 === 0)
    for (const [name, data] of test.told.slice(this.#told)) expectKnown(name, data)
    for (const [answers, name] of this.#asked) {
      expectAnswer(name, answers)
      // Nothing may come after it, and that is looked at once more.
      if (answers.length > 0 && this.#answered.delete(answers)) this.#asked.delete(answers)
      else if (answers.length > 0) this.#answered.add(answers)
    }
    this.#sent = test.client.sent.length
    this.#told = test.told.length
    if (({} as { isAdmin?: unknown }).isAdmin !== undefined) throw new Error('Every object has a key more')
  }
}

function expectAnswer(name: CommandName, answers: readonly unknown[][]): void {
  if (answers.length > 1) throw new Error(`${answers.length} acknowledgements`)
  const [error, reply] = answers[0] ?? [undefined]
  if (error) expectParsed(ProtocolError, error, 'error')
  else if (error === null) expectParsed(commands[name].reply, reply, 'reply')
  if ((error as { reason?: string } | null | undefined)?.reason === 'internal')
    throw new Error('A handler threw')
}

function expectKnown(name: string, data: unknown): void {
  if (!Object.hasOwn(events, name)) throw new Error(`${name} is no event`)
  expectParsed(events[name as EventName].data, data, name)
}

interface Parser {
  safeParse(value: unknown): { success: boolean; error?: { issues: unknown } }
}

function expectParsed(schema: unknown, value: unknown, what: string): void {
  const parsed = (schema as Parser).safeParse(value)
  if (parsed.success) return
  throw new Error(`${what} ${fc.stringify(value).slice(0, 2000)}: ${JSON.stringify(parsed.error?.issues)}`)
}

/** What goes to a server: one stanza, of characters and names that XML has, read back as what it was. */
function expectSound(stanza: Element, isStrict: boolean): void {
  const text = String(stanza)
  if (!['iq', 'message', 'presence'].includes(stanza.name)) throw new Error(`No stanza: ${text}`)
  if (ILLEGAL.test(text)) throw new Error(`Not XML: ${JSON.stringify(text)}`)
  expectNames(stanza)
  if (String(parse(text)) !== text) throw new Error(`Read back as another: ${text}`)
  if (!isStrict) return
  const document = new dom.DOMParser().parseFromString(text, 'application/xml')
  const error = document.querySelector('parsererror')?.textContent
  if (error) throw new Error(`${error}: ${text}`)
}

function expectNames(element: Element): void {
  for (const name of [element.name, ...Object.keys(element.attrs)])
    if (!NAME.test(name)) throw new Error(`No name: ${JSON.stringify(name)}`)
  for (const child of element.children) if (child instanceof Element) expectNames(child)
}
