import { Button } from '../../../ui/Button.tsx'
import type { Icon } from '../../../ui/icons.ts'
import { type EntityContext, entityActions } from '../actions.ts'
import { RegisterDialog } from './RegisterDialog.tsx'
import styles from './Services.module.css'

interface EntityActionsProps {
  context: EntityContext
  isRegistering: boolean
  onRegistered: () => void
}

/** What leads on from here. */
export function EntityActions({ context, isRegistering, onRegistered }: EntityActionsProps) {
  const actions = entityActions.filter((action) => action.when?.(context) ?? true)
  if (actions.length === 0) return null
  return (
    <div className={styles.actions}>
      {actions.map((action, index) => (
        <Button
          key={action.id}
          icon={action.icon as Icon}
          variant={index === 0 && action.group === 'go' ? 'primary' : 'quiet'}
          onClick={() => action.perform(context)}
        >
          {action.label(context)}
        </Button>
      ))}
      {isRegistering && <RegisterDialog jid={context.entity.jid} onClose={onRegistered} />}
    </div>
  )
}
