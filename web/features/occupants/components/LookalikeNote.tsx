import { WarnIcon } from '../../../ui/icons.ts'
import { useLookalike } from '../hooks.ts'
import { lookalikeWords } from '../lookalikeWords.ts'
import styles from './LookalikeNote.module.css'

/** Says of somebody that they can be taken for somebody else, and for whom. */
export function LookalikeNote({ room, nick }: { room: string; nick: string }) {
  const mark = useLookalike(room, nick)
  if (!mark) return null
  return (
    <span className={styles.note}>
      <WarnIcon aria-hidden="true" />
      <span>{lookalikeWords(mark)}</span>
    </span>
  )
}
