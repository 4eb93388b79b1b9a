import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { Link } from '../../../ui/Link.tsx'
import type { Fields } from '../card.ts'
import { linesOf } from '../lines.ts'
import styles from './Card.module.css'

/** What somebody tells of themselves; all of it is their own word. */
export function CardLines({ fields }: { fields: Fields }) {
  return (
    <DescriptionList
      items={linesOf(fields).map(({ term, values }) => ({
        term,
        value: values.map(({ text, href }) => (
          <p key={text} className={styles.value} dir="auto">
            {href ? (
              <Link href={href} outside={href.startsWith('http')}>
                {text}
              </Link>
            ) : (
              text
            )}
          </p>
        )),
      }))}
    />
  )
}
