import { t } from '../../../lib/i18n.ts'
import type { Sent } from '../useSending.ts'
import { Code, linesOf } from './Code.tsx'
import styles from './CommandEditor.module.css'

/** How a command was acknowledged. */
export function Answer({ answer }: { answer: Sent | undefined }) {
  return (
    <div role="status">
      {answer && (
        <div className={styles.answer}>
          <p className={styles.verdict}>
            {t(answer.ok ? 'trace:editor.accepted' : 'trace:editor.refused', { name: answer.name })}
          </p>
          <Code kind="json" text={linesOf('json', answer.told)} />
        </div>
      )}
    </div>
  )
}
