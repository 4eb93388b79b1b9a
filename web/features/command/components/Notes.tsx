import type { CommandStage } from '#protocol/command.ts'
import { t } from '../../../lib/i18n.ts'
import { Card } from '../../../ui/Card.tsx'
import { InfoIcon, WarnIcon } from '../../../ui/icons.ts'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import styles from './Command.module.css'

const TONES = { info: 'neutral', warn: 'warn', error: 'bad' } as const

/** What the service says beside its forms: a word, a warning, why it failed (XEP-0050 §4.3). */
export function Notes({ stage }: { stage: CommandStage }) {
  const notes = stage.notes ?? (stage.note ? [stage.note] : [])
  return notes.map(({ type, description }, index) => {
    const kind = type === 'warn' || type === 'error' ? type : 'info'
    const IconPart = kind === 'info' ? InfoIcon : WarnIcon
    return (
      <Card
        key={index}
        tone={TONES[kind]}
        role={kind === 'error' ? 'alert' : 'status'}
        className={styles.note}
      >
        <IconPart aria-hidden="true" />
        <p dir="auto">
          {kind !== 'info' && <VisuallyHidden>{t(`command:note.${kind}`)} </VisuallyHidden>}
          {description}
        </p>
      </Card>
    )
  })
}
