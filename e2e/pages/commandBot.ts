import type { Element } from '@xmpp/xml'
import { RawClient } from '../perf/rawClient.ts'
import type { Account, ServerInfo } from '../servers/testServer.ts'

const NS = 'http://jabber.org/protocol/commands'
const ITEMS = 'http://jabber.org/protocol/disco#items'

const form = (type: 'form' | 'result', inside: string) =>
  `<x xmlns='jabber:x:data' type='${type}'>${inside}</x>`
const field = (name: string, type: string, label: string, inside = '') =>
  `<field var='${name}' type='${type}' label='${label}'>${inside}</field>`
const option = (value: string, label: string) => `<option label='${label}'><value>${value}</value></option>`

/** What each stage of the journey asks. */
const STAGES = [
  `<actions execute='next'><next/></actions>${form(
    'form',
    `<title>Where to</title><instructions>Set the time circuits.</instructions>${field(
      'year',
      'list-single',
      'Year',
      `<required/>${option('1955', 'The past')}${option('2015', 'The future')}`,
    )}${field('crew', 'list-multi', 'Crew', `${option('marty', 'Marty')}${option('einstein', 'Einstein')}`)}`,
  )}`,
  `<actions execute='complete'><prev/><complete/></actions><note type='warn'>Mind the tyre marks.</note>${form(
    'form',
    `${field('fuel', 'text-single', 'Fuel', '<required/>')}${field('code', 'text-private', 'Code')}${field('lights', 'boolean', 'Lights on', '<value>1</value>')}`,
  )}`,
]

/** A program of somebody that offers commands (XEP-0050): a journey of two questions, and one that forgets. */
export class CommandBot {
  readonly #client: RawClient
  /** The steps that it was asked for, as `node action`. */
  readonly steps: string[] = []
  /** Everything that was filled in, as `var=value`. */
  readonly answers: string[] = []
  #stage = 0
  #sessions = 0

  private constructor(client: RawClient) {
    this.#client = client
    client.onStanza = (stanza) => this.#got(stanza)
  }

  static async enter(server: ServerInfo, account: Account): Promise<CommandBot> {
    return new CommandBot(await RawClient.enter(server, account))
  }

  leave(): void {
    this.#client.end()
  }

  #got(stanza: Element): void {
    const { type, id, from } = stanza.attrs
    if (stanza.name !== 'iq' || (type !== 'get' && type !== 'set') || !id || !from) return
    const reply = (inside: string, kind = 'result') =>
      this.#client.send(`<iq type='${kind}' id='${quoted(id)}' to='${quoted(from)}'>${inside}</iq>`)
    const items = stanza.getChild('query', ITEMS)
    const command = stanza.getChild('command', NS)
    if (items?.attrs.node === NS) {
      const item = (node: string, name: string) =>
        `<item jid='${quoted(this.#client.jid)}' node='${node}' name='${name}'/>`
      reply(
        `<query xmlns='${ITEMS}' node='${NS}'>${item('travel', 'Travel through time')}${item('forget', 'Forget')}</query>`,
      )
    } else if (command) reply(...this.#step(command))
    else
      reply(
        "<error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>",
        'error',
      )
  }

  #step(command: Element): [string, string?] {
    const { node = '', action = 'execute', sessionid } = command.attrs
    this.steps.push(`${node} ${action}`)
    for (const each of command.getChild('x')?.getChildren('field') ?? [])
      for (const value of each.getChildren('value')) this.answers.push(`${each.attrs.var}=${value.text()}`)
    const told = (status: string, inside = '') =>
      `<command xmlns='${NS}' node='${node}' sessionid='${sessionid ?? `s${++this.#sessions}`}' status='${status}'>${inside}</command>`
    if (action === 'cancel') return [told('canceled')]
    if (node === 'forget' && sessionid !== undefined)
      return [
        `<error type='cancel'><not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><session-expired xmlns='${NS}'/></error>`,
        'error',
      ]
    if (sessionid === undefined) this.#stage = 0
    else this.#stage += action === 'prev' ? -1 : 1
    const stage = STAGES[this.#stage]
    return [stage === undefined ? told('completed', RESULT) : told('executing', stage)]
  }
}

const row = (who: string, year: string) =>
  `<item><field var='who'><value>${who}</value></field><field var='year'><value>${year}</value></field></item>`
const RESULT = `<note type='info'>You arrived.</note>${form(
  'result',
  `<title>Travellers</title><reported>${field('who', 'text-single', 'Who')}${field('year', 'text-single', 'Year')}</reported>${row('Marty', '1955')}${row('Einstein', '1985')}`,
)}`

const quoted = (text: string) => text.replace(/[&<>'"]/gu, (character) => `&#${character.charCodeAt(0)};`)
