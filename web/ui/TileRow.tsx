import type { ComponentProps, ReactNode } from 'react'
import { type Icon, MoreIcon } from './icons.ts'
import styles from './TileRow.module.css'

export type TileRowProps = Pick<ComponentProps<'a'>, 'tabIndex' | 'title'> & {
  icon: Icon
  children: ReactNode
} & ({ href: string; onPress?: never } | { href?: never; onPress: () => void })

/** A row that leads on: a tile with an icon, words, and an arrow. A link, or a button where it begins something. */
export function TileRow({ icon: IconPart, children, href, onPress, ...rest }: TileRowProps) {
  const inner = (
    <>
      <span className={styles.tile} aria-hidden="true">
        <IconPart />
      </span>
      {children}
      <MoreIcon aria-hidden="true" />
    </>
  )
  return href === undefined ? (
    <button type="button" className={styles.row} onClick={onPress} {...rest}>
      {inner}
    </button>
  ) : (
    <a className={styles.row} href={href} {...rest}>
      {inner}
    </a>
  )
}
