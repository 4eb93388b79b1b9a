import type { CommandName } from '#protocol/index.ts'
import { HIDDEN } from '#protocol/trace.ts'
import { t } from '../../lib/i18n.ts'
import { toast } from '../../lib/toasts.ts'
import { useModel } from '../../store/react.ts'
import { ChatIcon, CopyIcon, EditIcon, RetryIcon, SearchIcon } from '../../ui/icons.ts'
import type { MenuItem } from '../../ui/menuItem.ts'
import { again } from './checking.ts'
import { commandOf, type Exchange, jsonOf, peerOf, titleOf, xmlOf } from './exchange.ts'
import { type Filter, NO_FILTER } from './filter.ts'
import { traceModel } from './model.ts'

/** What can be done with an exchange. */
export function useExchangeMenu(
  setFilter: (filter: Filter) => void,
): (exchange: Exchange) => readonly MenuItem[] {
  const { send, draft } = useModel(traceModel)
  return (exchange) => {
    const command = commandOf(exchange)
    const peer = peerOf(exchange)
    const payload = command && again(command.name, command.data)
    const isHidden = JSON.stringify(payload ?? null).includes(HIDDEN)
    const xml = xmlOf(exchange)
    return [
      {
        id: 'json',
        label: t('trace:copy.json'),
        icon: CopyIcon,
        onSelect: () => void copy(jsonOf(exchange)),
      },
      {
        id: 'xml',
        label: t('trace:copy.xml'),
        icon: CopyIcon,
        disabled: xml === '' ? t('trace:noStanza') : undefined,
        onSelect: () => void copy(xml),
      },
      { kind: 'separator', id: 'line' },
      ...(command
        ? ([
            {
              id: 'again',
              label: t('trace:again'),
              icon: RetryIcon,
              disabled: command.cut ? t('trace:cut') : isHidden ? t('trace:hasHidden') : undefined,
              onSelect: () => void send(command.name as CommandName, payload),
            },
            {
              id: 'edit',
              label: t('trace:edit'),
              icon: EditIcon,
              onSelect: () => draft.set({ name: command.name, text: JSON.stringify(payload, null, 2) }),
            },
          ] satisfies MenuItem[])
        : []),
      {
        id: 'name',
        label: t('trace:onlyName', { name: titleOf(exchange) }),
        icon: SearchIcon,
        onSelect: () => setFilter({ ...NO_FILTER, name: titleOf(exchange).replace(/[<>]/gu, '') }),
      },
      ...(peer
        ? ([
            {
              id: 'peer',
              label: t('trace:onlyPeer', { peer }),
              icon: ChatIcon,
              onSelect: () => setFilter({ ...NO_FILTER, peer }),
            },
          ] satisfies MenuItem[])
        : []),
    ]
  }
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast({ text: t('trace:copied') })
  } catch {
    toast({ text: t('trace:copyFailed'), tone: 'bad' })
  }
}
