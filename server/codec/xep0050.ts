import type { AnnouncedCommand, CommandItem, CommandNote, CommandStage } from '#protocol/command.ts'
import type { FormSubmission } from '#protocol/forms.ts'
import { sameJid } from '#protocol/jid.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { buildForm, findForm, parseForm } from './xep0004.ts'
import { parseOob } from './xep0066.ts'

/** Also the node under which disco#items lists the commands (§2.2). */
export const NS_COMMANDS = 'http://jabber.org/protocol/commands'

/** The commands that `asked` lists. An item without a node is none (XEP-0030 §4.1). */
export function parseCommands(query: Element | undefined, asked: string): CommandItem[] {
  return (query?.getChildren('item') ?? []).flatMap(({ attrs: { node, name, jid } }) => {
    if (!node) return []
    const elsewhere = jid && !sameJid(jid, asked) ? { jid } : {}
    return [{ node, ...(name ? { name } : {}), ...elsewhere }]
  })
}

/** Who announced a command is told with each, and may have a long name. */
const MOST_ANNOUNCED = 200

/** What `from` announces (§2.3), the first of it. */
export function parseAnnounced(query: Element | undefined, from: string): AnnouncedCommand[] {
  const commands = parseCommands(query, from).slice(0, MOST_ANNOUNCED)
  return commands.map((item) => ({ ...item, jid: item.jid ?? from, from }))
}

interface CommandRequest {
  to: string
  node: string
  action: string
  sessionId?: string | undefined
  form?: FormSubmission | undefined
}

export function buildCommand(id: string, { to, node, action, sessionId, form }: CommandRequest): Element {
  const attrs = { xmlns: NS_COMMANDS, action, node, ...(sessionId ? { sessionid: sessionId } : {}) }
  return xml('iq', { type: 'set', id, to }, xml('command', attrs, form ? buildForm(form) : null))
}

/** The answer to a step. One without a status has said nothing of a next step: it is over. */
export function parseStage(command: Element | undefined): CommandStage {
  const { status, sessionid: sessionId } = command?.attrs ?? {}
  const notes = (command?.getChildren('note') ?? []).map(parseNote)
  const [note] = notes
  const actions = command?.getChild('actions')
  const form = findForm(command)
  const oob = parseOob(command)
  return {
    status: status || 'completed',
    ...(sessionId ? { sessionId } : {}),
    ...(note ? { note, notes } : {}),
    ...(actions ? { actions: parseActions(actions) } : {}),
    ...(form ? { form: parseForm(form) } : {}),
    ...(oob ? { oob } : {}),
  }
}

const parseNote = (note: Element): CommandNote => ({
  type: note.attrs.type || 'info',
  description: note.getText(),
})

function parseActions(actions: Element): { execute?: string; values: string[] } {
  const { execute } = actions.attrs
  const values = actions.getChildElements().map((child) => child.getName())
  return { ...(execute ? { execute } : {}), values }
}
