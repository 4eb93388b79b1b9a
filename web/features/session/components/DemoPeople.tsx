import type { SessionInfo } from '#protocol/session.ts'
import { localPart } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import styles from './DemoPeople.module.css'

type Person = NonNullable<SessionInfo['demo']>[number]

type DemoPeopleProps = {
  people: readonly Person[]
  chosen: string
  onChoose: (person: Person) => void
}

/** The accounts of the server that comes along: one press fills the form. */
export function DemoPeople({ people, chosen, onChoose }: DemoPeopleProps) {
  return (
    <fieldset className={styles.demo}>
      <legend className={styles.legend}>{t('session:demo')}</legend>
      <ul className={styles.row}>
        {people.map((person) => (
          <li key={person.jid}>
            <button
              type="button"
              className={styles.person}
              aria-pressed={person.jid === chosen}
              title={person.jid}
              onClick={() => onChoose(person)}
            >
              <Avatar name={person.name} jid={person.jid} size={36} />
              <span className={styles.name}>{localPart(person.jid)}</span>
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
