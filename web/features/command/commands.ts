import type { CommandItem } from '#protocol/command.ts'
import type { ProtocolError } from '#protocol/define.ts'
import { splitJid } from '#protocol/jid.ts'
import { defineModel } from '../../transport/env.ts'
import { presenceModel } from '../presence/model.ts'
import { CommandRun, type Target } from './commandRun.ts'

/** What one address offers, or why it does not say. */
export interface Offer {
  readonly jid: string
  readonly commands: readonly CommandItem[]
  readonly error?: ProtocolError
}

/** Commands asked for at once, and the most that one address gets to show. */
const PAGE = 100
const PAGES = 10
/** What somebody answers who knows nothing of commands. */
const NONE = new Set(['item-not-found', 'service-unavailable', 'feature-not-implemented'])

/** Commands of services, and of people's programs (XEP-0050). */
export const commandCommands = defineModel('commandCommands', (use, { request }) => {
  const { devicesOf } = use(presenceModel)

  async function offerOf(jid: string): Promise<Offer> {
    const commands = new Map<string, CommandItem>()
    let after: string | undefined
    for (let page = 0; page < PAGES; page++) {
      const rsm = after === undefined ? {} : { rsm: { max: PAGE, after } }
      const result = await request('xmpp.command.list', { to: jid, ...rsm })
      if (!result.ok) {
        const isNone = NONE.has(result.error.condition ?? '')
        return { jid, commands: [...commands.values()], ...(isNone ? {} : { error: result.error }) }
      }
      const before = commands.size
      for (const item of result.value) commands.set(`${item.jid ?? jid}\n${item.node}`, item)
      const { last, count } = result.rsm ?? {}
      if (last === undefined || commands.size === before || commands.size === count) break
      after = last
    }
    return { jid, commands: [...commands.values()] }
  }

  return {
    /** What an address offers; of a person, each of the devices that are there (a bare address has none of its own). */
    async offers(jid: string): Promise<Offer[]> {
      const { user, resource } = splitJid(jid)
      const devices = user === undefined || resource !== undefined ? [] : devicesOf(jid)
      const targets = [jid, ...devices.flatMap((each) => (each === '' ? [] : [`${jid}/${each}`]))]
      const offers = await Promise.all(targets.map(offerOf))
      const filled = offers.filter(({ commands }) => commands.length > 0)
      return filled.length > 0 ? filled : offers.slice(0, 1)
    },
    run: (target: Target) => new CommandRun(request, target),
  }
})
