import { useCallback } from 'react'
import { parseJid } from '#protocol/jid.ts'
import { t } from '../../lib/i18n.ts'
import { navigate, type Route } from '../../lib/route.ts'
import { useModel } from '../../store/react.ts'
import { BlockIcon, CommandIcon, SearchIcon, ServicesIcon } from '../../ui/icons.ts'
import { blockingModel } from '../blocking/model.ts'
import { rosterModel } from '../roster/model.ts'
import { sessionModel } from '../session/model.ts'
import type { JumpAction } from './actions.ts'

const PAGES = [
  { id: 'search', icon: SearchIcon },
  { id: 'services', icon: ServicesIcon },
  { id: 'commands', icon: CommandIcon },
  { id: 'blocked', icon: BlockIcon },
] as const satisfies readonly { id: Route['name']; icon: unknown }[]

/** Pages that most visits never open. */
export const jumpPages = (): readonly JumpAction[] =>
  PAGES.map(({ id, icon }) => ({
    id: `action:${id}`,
    label: t(`conversations:go.${id}`),
    icon,
    perform: () => navigate({ name: id }),
  }))

/** What can be asked of any address that was typed: whatever it is, and what it does for others. */
export function useAddressDeeds(): (query: string) => readonly JumpAction[] {
  const { ask, rows } = useModel(blockingModel)
  const session = useModel(sessionModel)
  const { contacts } = useModel(rosterModel)
  const deedsFor = (query: string): readonly JumpAction[] => {
    const typed = query.trim()
    const jid = /[@.]/u.test(typed) && !/^[@.]|[@.]$/u.test(typed) ? parseJid(typed) : undefined
    if (jid === undefined) return []
    const bare = jid.user === undefined ? jid.domain : `${jid.user}@${jid.domain}`
    const address = jid.resource === undefined ? bare : `${bare}/${jid.resource}`
    return [
      {
        id: 'look',
        label: t('conversations:lookAt', { jid: address }),
        icon: ServicesIcon,
        perform: () => navigate({ name: 'services', jid: address }),
      },
      {
        id: 'run',
        label: t('conversations:commandsOf', { jid: address }),
        icon: CommandIcon,
        perform: () => navigate({ name: 'commands', jid: address }),
      },
      ...(rows.has(bare) || session.bare() === bare || session.own.get()?.domain === bare
        ? []
        : [
            {
              id: 'block',
              label: t('conversations:block', { jid: bare }),
              icon: BlockIcon,
              perform: () => ask({ jid: bare, name: contacts.get(bare)?.name ?? bare }),
            },
          ]),
    ]
  }
  return useCallback(deedsFor, [ask, rows, session, contacts])
}
