import { hueProps } from '../lib/colour.ts'
import { cx } from '../lib/cx.ts'
import { initials } from '../lib/initials.ts'
import { usePicture } from '../lib/pictures.ts'
import styles from './Avatar.module.css'
import { PresenceDot, type Show } from './PresenceDot.tsx'

export type AvatarProps = {
  /** What people call them; the initials come from here. */
  name: string
  /** What the colour is made from, when it is not the name: the bare JID, or the occupant's nick. */
  jid?: string
  size?: 20 | 28 | 36 | 48 | 72
  presence?: Show
  /** Whose picture it is, where that is not `jid`: `inRoomAs` of `lib/pictures.ts`. */
  whose?: string
  /** A room has corners, a person has none. */
  shape?: 'person' | 'room'
  className?: string
}

/** Decoration beside a name that stands there in words; only the presence has a text of its own. */
export function Avatar({
  name,
  jid,
  size = 36,
  presence,
  whose = jid,
  shape = 'person',
  className,
}: AvatarProps) {
  const picture = usePicture(shape === 'person' ? whose : undefined)
  return (
    <span
      className={cx(styles.avatar, styles[`size${size}`], styles[shape], className)}
      {...hueProps(jid ?? name)}
    >
      <span className={styles.face} aria-hidden="true">
        {picture ? (
          <img src={picture} alt="" decoding="sync" draggable={false} className={styles.picture} />
        ) : (
          initials(name, size < 28 ? 1 : 2)
        )}
      </span>
      {presence && <PresenceDot show={presence} className={styles.presence} />}
    </span>
  )
}
