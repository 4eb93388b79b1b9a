import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { DeleteIcon } from '../../../ui/icons.ts'
import { Section } from '../../../ui/Section.tsx'
import { useRegisterCommands } from '../hooks.ts'
import styles from './Account.module.css'
import { DeleteDialog } from './DeleteDialog.tsx'

const LOST = ['contacts', 'archive', 'profile', 'rooms', 'address'] as const

/** The end of an account, and what goes with it. */
export function DeleteAccount({ jid }: { jid: string }) {
  const { server } = useRegisterCommands()
  const [asking, setAsking] = useState(false)
  return (
    <Section title={t('register:delete.title')} hint={t('register:delete.hint', { server: server() })}>
      <ul className={styles.lost}>
        {LOST.map((what) => (
          <li key={what}>{t(`register:delete.lost.${what}`)}</li>
        ))}
      </ul>
      <div className={styles.row}>
        <Button variant="danger" icon={DeleteIcon} onClick={() => setAsking(true)}>
          {t('register:delete.button')}
        </Button>
      </div>
      {asking && <DeleteDialog jid={jid} onClose={() => setAsking(false)} />}
    </Section>
  )
}
