import type { CommandAction } from '#protocol/command.ts'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import type { CommandRun, Run } from '../commandRun.ts'
import { stepsOf } from '../stepsOf.ts'

interface StepButtonsProps {
  /** The form they belong to. */
  id: string
  run: Run & { is: 'stage' }
  go: CommandRun['go']
  /** What the form is being sent for, where that is not the default. */
  onWish: (action: CommandAction | undefined) => void
}

/** The ways on from a question, as far as the service allows them. */
export function StepButtons({ id, run: { stage, busy }, go, onWish }: StepButtonsProps) {
  const { canGoBack, forward } = stepsOf(stage)
  const hasForm = (stage.form?.fields?.length ?? 0) > 0
  return (
    <>
      {canGoBack && (
        <Button busy={busy === 'prev'} onClick={() => go('prev')}>
          {t('command:step.prev')}
        </Button>
      )}
      {forward.map((action, index) => {
        const isDefault = index === forward.length - 1
        // Enter in a field presses the one button that belongs to the form.
        const submits = isDefault && hasForm
        const press = () => {
          if (!hasForm) return go(action)
          const form = document.getElementById(id)
          if (isDefault || !(form instanceof HTMLFormElement)) return
          onWish(action)
          form.requestSubmit()
          // One that was not filled well was not sent; the next Enter means the default again.
          onWish(undefined)
        }
        return (
          <Button
            key={action}
            type={submits ? 'submit' : 'button'}
            form={submits ? id : undefined}
            variant={isDefault ? 'primary' : 'quiet'}
            busy={busy === action}
            onClick={press}
          >
            {t(`command:step.${action === 'execute' && stage.actions ? 'next' : action}`)}
          </Button>
        )
      })}
    </>
  )
}
