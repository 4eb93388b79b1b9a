import { t } from '../../../lib/i18n.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { CloseIcon } from '../../../ui/icons.ts'
import type { Plan } from '../adding.ts'
import type { ParsedAddresses } from '../parseAddresses.ts'
import styles from './Add.module.css'

interface AddSummaryProps {
  plan: Plan
  parsed: ParsedAddresses
  file: { name: string; count: number } | undefined
  onForgetFile: () => void
}

const SHOWN = 20

/** What will come of it, before it does. */
export function AddSummary({ plan, parsed, file, onForgetFile }: AddSummaryProps) {
  const { wrong, repeated } = parsed
  const parts = [
    plan.wishes.length > 0 && t('affiliations:add.will', { count: plan.wishes.length }),
    plan.same > 0 && t('affiliations:add.same', { count: plan.same }),
    repeated > 0 && t('affiliations:add.repeated', { count: repeated }),
  ].filter(Boolean)
  return (
    <div className={styles.summary}>
      {file && (
        <div className={styles.file}>
          <p>
            <bdi className={styles.strong}>{file.name}</bdi>{' '}
            {t('affiliations:add.fromFile', { count: file.count })}
          </p>
          <IconButton
            size="s"
            icon={CloseIcon}
            label={t('affiliations:add.forgetFile', { name: file.name })}
            onClick={onForgetFile}
          />
        </div>
      )}
      <p role="status" className={styles.muted}>
        {parts.join(' ')}
      </p>
      {wrong.length > 0 && (
        <>
          <p className={styles.problem}>{t('affiliations:add.wrong', { count: wrong.length })}</p>
          <ul className={styles.wrong}>
            {wrong.slice(0, SHOWN).map(({ text, problem }, at) => (
              <li key={`${at} ${text}`}>
                <bdi>{text}</bdi> <span className={styles.muted}>{t(`affiliations:wrong.${problem}`)}</span>
              </li>
            ))}
            {wrong.length > SHOWN && (
              <li className={styles.muted}>
                {t('affiliations:add.moreWrong', { count: wrong.length - SHOWN })}
              </li>
            )}
          </ul>
        </>
      )}
    </div>
  )
}
