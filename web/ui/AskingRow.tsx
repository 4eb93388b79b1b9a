import type { ReactNode } from 'react'
import styles from './AskingRow.module.css'

export type AskingRowProps = {
  face: ReactNode
  /** With what hides in it made visible. It comes first: a name can be anybody's. */
  jid: string
  /** At the end of the address's line. */
  aside?: ReactNode
  /** What they call themselves. */
  claim?: ReactNode
  /** What they said. */
  children?: ReactNode
  /** Why an answer did not go through. */
  error?: ReactNode
  /** The answers, the one that goes on last. */
  buttons: ReactNode
}

/** Somebody unknown who wants something, in a list, and what one can answer. */
export function AskingRow({ face, jid, aside, claim, children, error, buttons }: AskingRowProps) {
  return (
    <li className={styles.row}>
      {face}
      <div className={styles.who}>
        <p className={styles.top}>
          <bdi className={styles.jid}>{jid}</bdi>
          {aside}
        </p>
        {claim && <p className={styles.claim}>{claim}</p>}
        {children}
        <div role="alert" className={styles.error}>
          {error}
        </div>
      </div>
      <div className={styles.buttons}>{buttons}</div>
    </li>
  )
}
