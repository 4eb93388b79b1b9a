import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { settled, stanzasOf, type TestManager } from './testManager.ts'
import { Element } from './xml.ts'

const ROOT = 'shared/fixtures'
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/gu

/** Where the session stands before the case begins. */
interface Given {
  /** Rooms that are entered already. */
  rooms?: { room: string; nick: string; features?: string[] }[]
  /** The session is not online yet; the answer to the sign-in is the bound address or the refusal. */
  signIn?: string
  /** The browser gives no acknowledgement. */
  unanswered?: boolean
}

/** One case: what is asked or arrives, and all that must come of it. Parts that are absent must not happen. */
export interface Fixture {
  slice: string
  name: string
  given: Given
  /** The stanzas that arrive, after the answers. */
  in: string
  command: [string, unknown] | undefined
  out: string
  reply: string
  events: [string, unknown][]
  ack: unknown[] | undefined
}

/** Every case of every slice. */
export function readFixtures(): Fixture[] {
  return readdirSync(ROOT).flatMap((slice) => {
    const names = readdirSync(`${ROOT}/${slice}`).map((file) => file.replace(/\.(\w+)\.(json|xml)$/u, ''))
    return [...new Set(names)].filter((name) => name !== 'given.json').map((name) => readFixture(slice, name))
  })
}

function readFixture(slice: string, name: string): Fixture {
  const text = (part: string) => {
    const path = `${ROOT}/${slice}/${name}.${part}`
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined
  }
  const json = (part: string) => {
    const found = text(part)
    return found === undefined ? undefined : JSON.parse(found)
  }
  const shared = `${ROOT}/${slice}/given.json`
  const given: Given =
    json('given.json') ?? (existsSync(shared) ? JSON.parse(readFileSync(shared, 'utf8')) : {})
  const command = json('command.json')
  return {
    slice,
    name,
    given,
    in: text('in.xml') ?? '',
    command,
    out: text('out.xml') ?? '',
    reply: text('reply.xml') ?? '',
    events: json('event.json') ?? [],
    // "Accepted" is what most commands answer; only another answer needs a file.
    ack: command === undefined || given.unanswered ? undefined : (json('ack.json') ?? [null, true]),
  }
}

/** A stanza whatever the order of its attributes. */
export function canonical(element: Element): string {
  const attrs = Object.entries(element.attrs)
    .filter(([, value]) => value !== undefined && value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ` ${key}=${JSON.stringify(String(value))}`)
  const children = element.children.map((child) => (child instanceof Element ? canonical(child) : child))
  return `<${element.name}${attrs.join('')}>${children.join('')}</${element.name}>`
}

/** Random ids become `ID1`, `ID2` … in the order in which they were first sent. */
export class Ids {
  readonly #labels = new Map<string, string>()

  label(text: string): string {
    return text.replace(UUID, (id) => {
      if (!this.#labels.has(id)) this.#labels.set(id, `ID${this.#labels.size + 1}`)
      return this.#labels.get(id) ?? id
    })
  }

  resolve(text: string): string {
    let resolved = text
    for (const [id, label] of [...this.#labels].reverse()) resolved = resolved.replaceAll(label, id)
    return resolved
  }
}

/** Enters a room, as a server would let us. */
export async function joinRoom(
  test: TestManager,
  { room, nick, features = [] }: { room: string; nick: string; features?: string[] },
): Promise<void> {
  test.ask('xmpp.muc.join', { room, nick })
  const infos = features.map((name) => `<feature var='${name}'/>`).join('')
  const id = test.client.sent.at(-2)?.attrs.id
  test.receive(
    `<iq type='result' from='${room}' id='${id}'><query xmlns='http://jabber.org/protocol/disco#info'>${infos}</query></iq>`,
  )
  await settled()
  test.receive(
    `<presence from='${room}/${nick}'><x xmlns='http://jabber.org/protocol/muc#user'>
      <item affiliation='owner' role='moderator' jid='marty@hill.example/hoverboard'/><status code='110'/></x></presence>
     <message from='${room}' type='groupchat'><subject/></message>`,
  )
  await settled()
  test.forget()
}

/** Gives the stanzas of a text to the session, one after the other, each after what the last one led to. */
export async function feed(test: TestManager, ids: Ids, text: string): Promise<void> {
  for (const stanza of stanzasOf(text)) {
    for (const sent of test.client.sent) ids.label(canonical(sent))
    test.receive(ids.resolve(stanza.toString()))
    await settled()
  }
}
