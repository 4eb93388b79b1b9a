import { t } from '../../../lib/i18n.ts'
import { useNarrow } from '../../../lib/useMedia.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { AddPersonIcon, CopyIcon, DownIcon, HistoryIcon, MenuIcon, RetryIcon } from '../../../ui/icons.ts'
import { Menu } from '../../../ui/Menu.tsx'
import { useAffiliationsCommands } from '../hooks.ts'
import type { Console } from '../useConsole.ts'
import { useExport } from '../useExport.ts'

interface PageToolsProps {
  room: string
  console: Console
  canChange: boolean
  /** What the table shows: what is exported. */
  keys: () => readonly string[]
}

export function PageTools({ room, console, canChange, keys }: PageToolsProps) {
  const isNarrow = useNarrow()
  const { load } = useAffiliationsCommands()
  const { people } = useExport(room)
  const isLog = console.panel === 'log'
  const items = () => {
    const count = keys().length
    return [
      ...(canChange
        ? [
            {
              id: 'copy',
              icon: CopyIcon,
              label: t('affiliations:tool.copy'),
              onSelect: () => console.ask({ kind: 'copy' }),
            },
            { kind: 'separator' as const, id: 'files' },
          ]
        : []),
      ...(['csv', 'json'] as const).map((kind) => ({
        id: kind,
        icon: DownIcon,
        label: t(`affiliations:tool.${kind}`),
        hint: t('affiliations:tool.exportHint', { count }),
        onSelect: () => people(kind, keys()),
      })),
      {
        id: 'reload',
        icon: RetryIcon,
        label: t('affiliations:tool.reload'),
        onSelect: () => void load(room),
      },
    ]
  }
  const add = () => console.ask({ kind: 'add' })
  return (
    <>
      {canChange &&
        (isNarrow ? (
          <IconButton icon={AddPersonIcon} label={t('affiliations:tool.add')} onClick={add} />
        ) : (
          <Button variant="primary" icon={AddPersonIcon} onClick={add}>
            {t('affiliations:tool.add')}
          </Button>
        ))}
      <IconButton
        icon={HistoryIcon}
        label={t('affiliations:log.title')}
        pressed={isLog}
        onClick={() => console.show(isLog ? undefined : 'log')}
      />
      <Menu
        label={t('affiliations:tool.menu')}
        align="end"
        items={items}
        trigger={(trigger) => <IconButton {...trigger} icon={MenuIcon} label={t('affiliations:tool.menu')} />}
      />
    </>
  )
}
