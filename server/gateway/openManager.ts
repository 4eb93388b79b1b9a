import { createExtensions } from '../extensions/index.ts'
import { type Log, Manager } from '../xmpp/manager.ts'
import type { Hub } from './hub.ts'
import { sparingly } from './sparingly.ts'

/** A manager with all of the extensions, whose log hears of what was refused and of what was forged. */
export function openManager(hub: Hub, fileOrigins: readonly string[] | undefined, log: Log): Manager {
  const sparing = sparingly(log)
  const manager = new Manager(hub, createExtensions(fileOrigins), sparing)
  manager.on('forged', ({ kind, from: jid }: { kind: string; from: string }) =>
    sparing('warn', 'A forgery was ignored', { kind, jid }),
  )
  manager.on('refused', (refused: { name: string; rule: string | undefined }) =>
    sparing('warn', 'A command was refused', refused),
  )
  return manager
}
