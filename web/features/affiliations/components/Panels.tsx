import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { useStagedCount } from '../hooks.ts'
import { useApply } from '../useApply.ts'
import type { Console } from '../useConsole.ts'
import { ChangesPanel } from './ChangesPanel.tsx'
import { LogPanel } from './LogPanel.tsx'
import { SidePanel } from './SidePanel.tsx'

/** The diff or the log, whichever was asked for. */
export function Panels({ room, console }: { room: string; console: Console }) {
  const count = useStagedCount(room)
  const { able, start, isRunning } = useApply(room, console)
  const close = () => console.show(undefined)
  if (console.panel === 'log')
    return (
      <SidePanel title={t('affiliations:log.title')} onClose={close}>
        <LogPanel room={room} console={console} />
      </SidePanel>
    )
  if (console.panel !== 'review') return null
  return (
    <SidePanel
      title={count > 0 ? t('affiliations:changes.count', { count }) : t('affiliations:changes.name')}
      onClose={close}
      actions={
        <Button
          variant="primary"
          busy={isRunning}
          aria-disabled={able === 0 || undefined}
          onClick={() => {
            close()
            start()
          }}
        >
          {t('affiliations:changes.apply', { count: able })}
        </Button>
      }
    >
      <ChangesPanel room={room} />
    </SidePanel>
  )
}
