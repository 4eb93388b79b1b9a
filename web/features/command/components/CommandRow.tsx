import type { CommandItem } from '#protocol/command.ts'
import { CommandIcon } from '../../../ui/icons.ts'
import { TileRow } from '../../../ui/TileRow.tsx'
import styles from './Command.module.css'

/** Something that can be done there; a press begins it. */
export function CommandRow({ item, onRun }: { item: CommandItem; onRun: () => void }) {
  return (
    <li>
      <TileRow icon={CommandIcon} title={`XMPP: ${item.node}`} onPress={onRun}>
        <bdi className={styles.name}>{item.name || item.node}</bdi>
      </TileRow>
    </li>
  )
}
