import { type ReactNode, useEffect, useId, useRef } from 'react'
import type { CommandAction } from '#protocol/command.ts'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import type { Target } from '../commandRun.ts'
import { useRun } from '../hooks.ts'
import { stepsOf } from '../stepsOf.ts'
import styles from './Command.module.css'
import { CommandStep } from './CommandStep.tsx'
import { StageResult } from './StageResult.tsx'
import { StepButtons } from './StepButtons.tsx'

interface CommandDialogProps {
  target: Target
  name: string
  onClose: () => void
}

/** A command from its first question to what came of it. Whoever closes it before ends it at the service. */
export function CommandDialog({ target, name, onClose }: CommandDialogProps) {
  const id = useId()
  const { run, go, restart } = useRun(target)
  const wanted = useRef<CommandAction | undefined>(undefined)
  const wish = (action: CommandAction | undefined) => {
    wanted.current = action
  }
  const body = useRef<HTMLDivElement>(null)
  const count = run.is === 'stage' ? run.count : run.is
  // The first field has the focus by itself when the dialog opens; what comes later is read from its beginning.
  useEffect(() => {
    if (count !== 'starting') body.current?.focus()
  }, [count])

  return (
    <Dialog
      open
      size="l"
      onClose={onClose}
      title={<bdi>{name}</bdi>}
      description={t('command:at', { jid: target.jid })}
      actions={buttons()}
    >
      <div ref={body} tabIndex={-1} className={styles.body}>
        {inside()}
      </div>
    </Dialog>
  )

  function inside(): ReactNode {
    switch (run.is) {
      case 'starting':
        return (
          <div role="status" aria-busy="true" aria-label={t('command:starting')}>
            <Skeleton kind="line" rows={4} />
          </div>
        )
      case 'failed':
        return (
          <Card tone="bad" role="alert">
            {run.hadBegun && <p className={styles.strong}>{t('command:lost')}</p>}
            <p>{words(run.error)}</p>
          </Card>
        )
      case 'over':
        return <StageResult stage={run.stage} />
      case 'stage':
        return (
          <CommandStep
            key={run.count}
            id={id}
            stage={run.stage}
            error={run.error && words(run.error)}
            onSubmit={(filled) => {
              const action = wanted.current ?? stepsOf(run.stage).forward.at(-1)
              if (action) go(action, filled)
            }}
          />
        )
      default:
        return run satisfies never
    }
  }

  function buttons(): ReactNode {
    if (run.is === 'over')
      return (
        <Button variant="primary" onClick={onClose}>
          {t('ui:close')}
        </Button>
      )
    if (run.is === 'failed')
      return (
        <>
          <Button onClick={onClose}>{t('ui:close')}</Button>
          <Button variant="primary" onClick={restart}>
            {t(run.hadBegun ? 'command:restart' : 'command:retry')}
          </Button>
        </>
      )
    return (
      <>
        <Button onClick={onClose}>{t('ui:cancel')}</Button>
        {run.is === 'stage' && <StepButtons id={id} run={run} go={go} onWish={wish} />}
      </>
    )
  }
}

/** What a service says of a refused step is narrower than the condition around it (XEP-0050 §4.4). */
function words(error: Parameters<typeof sentence>[0]): string {
  const narrow = error.application?.condition
  return sentence(narrow === undefined ? error : { ...error, condition: narrow }, 'command')
}
