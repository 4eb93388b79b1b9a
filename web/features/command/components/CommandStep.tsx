import type { CommandStage } from '#protocol/command.ts'
import type { FormSubmission } from '#protocol/forms.ts'
import { Slot } from '../../../lib/slots.tsx'
import styles from './Command.module.css'
import { Notes } from './Notes.tsx'
import { StageResult } from './StageResult.tsx'

interface CommandStepProps {
  id: string
  stage: CommandStage
  error: string | undefined
  onSubmit: (filled: FormSubmission) => void
}

/** One question of a command, with what is told beside it. */
export function CommandStep({ id, stage, error, onSubmit }: CommandStepProps) {
  const { form } = stage
  if (!form?.fields?.length)
    return (
      <>
        <StageResult stage={stage} />
        <p role="alert" className={styles.problem}>
          {error}
        </p>
      </>
    )
  return (
    <>
      <Notes stage={stage} />
      <Slot name="dataForm" props={{ form, id, onSubmit, ...(error ? { error } : {}) }} />
    </>
  )
}
