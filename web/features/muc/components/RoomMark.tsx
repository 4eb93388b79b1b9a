import { toast } from '../../../lib/toasts.ts'
import type { Icon } from '../../../ui/icons.ts'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import styles from './RoomHeader.module.css'

/** A sign beside the name of a room. What it means is its tooltip; a finger has none, and gets it as a notice. */
export function RoomMark({ icon: IconPart, text }: { icon: Icon; text: string }) {
  return (
    <Tooltip text={text} names>
      <button type="button" className={styles.mark} aria-label={text} onClick={() => toast({ text })}>
        <IconPart className={styles.sign} aria-hidden="true" />
      </button>
    </Tooltip>
  )
}
