import { type CommandItem, events } from '#protocol/command.ts'
import { bareJid } from '#protocol/jid.ts'
import { parseConversation } from '../../lib/conversation.ts'
import { loadWords, t, withWords } from '../../lib/i18n.ts'
import { navigate } from '../../lib/route.ts'
import { toast } from '../../lib/toasts.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { learn } from '../../transport/knownEvents.ts'
import { CommandIcon } from '../../ui/icons.ts'
import { conversationsModel } from '../conversations/model.ts'
import { presenceModel } from '../presence/model.ts'
import { rosterModel } from '../roster/model.ts'
import { sessionModel } from '../session/model.ts'

/** Whose programs offer commands, as far as one has to do with them; what their menus need to know. */
export const commandModel = defineModel('command', (use) => {
  learn(events)
  const session = use(sessionModel)
  const roster = use(rosterModel)
  const { devicesOf } = use(presenceModel)
  const { active } = use(conversationsModel)
  /** Bare addresses that offered something when they were asked. */
  const offering = new Set<string>()

  async function ask(jid: string): Promise<void> {
    const { commandCommands } = await import('./commands.ts')
    const found = await use(commandCommands).offers(jid)
    if (found.every(({ commands }) => commands.length === 0)) return void offering.delete(jid)
    await loadWords('command')
    offering.add(jid)
  }

  /** Whom one talks with: asking everybody would be asking a thousand. A stranger is not told that one is here. */
  function partner(): string | undefined {
    const id = active.get()
    const target = id === undefined ? undefined : parseConversation(id)
    return target?.kind === 'chat' && roster.contacts.has(target.jid) ? target.jid : undefined
  }
  /** Who was asked last, on which devices. */
  let asked = ''
  function look(): void {
    const jid = partner()
    const key = jid && [jid, ...devicesOf(jid).sort()].join('\n')
    if (jid === undefined || key === undefined || key === asked) return
    asked = key
    void ask(jid).catch(() => {})
  }
  active.subscribe(look)
  look()

  roster.personActions.add((jid) =>
    offering.has(jid)
      ? [
          {
            id: 'commands',
            label: t('command:menu'),
            icon: CommandIcon,
            onSelect: () => navigate({ name: 'commands', jid }),
          },
        ]
      : [],
  )

  function announce(from: string, items: readonly CommandItem[]): void {
    const [bare = from] = from.split('/')
    const isKnown = roster.contacts.has(bare) || bare === session.own.get()?.domain
    // Anybody could make a toast of it.
    if (!isKnown || items.length === 0) return
    offering.add(bare)
    toast({
      text: t('command:announced', { who: roster.contacts.get(bare)?.name ?? bare, count: items.length }),
      action: { label: t('command:show'), perform: () => navigate({ name: 'commands', jid: bare }) },
    })
  }

  const reducers: Reducers = {
    'xmpp.presence': ({ from }) => {
      if (bareJid(from) === partner()) look()
    },
    'xmpp.command.list': (items) => {
      const from = items[0]?.from
      if (from === undefined) return
      withWords('command', () => announce(from, items))
    },
  }
  return {
    reducers,
    reset(): void {
      offering.clear()
      asked = ''
    },
  }
})
