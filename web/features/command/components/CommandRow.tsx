import type { CommandItem } from '#protocol/command.ts'
import { CommandIcon, MoreIcon } from '../../../ui/icons.ts'
import styles from './Command.module.css'

/** Something that can be done there; a press begins it. */
export function CommandRow({ item, onRun }: { item: CommandItem; onRun: () => void }) {
  return (
    <li>
      <button type="button" className={styles.row} title={`XMPP: ${item.node}`} onClick={onRun}>
        <span className={styles.icon} aria-hidden="true">
          <CommandIcon />
        </span>
        <bdi className={styles.name}>{item.name || item.node}</bdi>
        <MoreIcon aria-hidden="true" />
      </button>
    </li>
  )
}
