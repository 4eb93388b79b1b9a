import { useId } from 'react'
import { t } from '../../../lib/i18n.ts'
import styles from './Card.module.css'
import { Told } from './Told.tsx'

/** On a contact's card: what they tell of themselves. */
export function ContactProfile({ jid }: { jid: string }) {
  const id = useId()
  return (
    <section className={styles.block} aria-labelledby={id}>
      <h3 id={id} className={styles.heading}>
        {t('vcard:profile')}
      </h3>
      <Told key={jid} jid={jid} />
    </section>
  )
}
