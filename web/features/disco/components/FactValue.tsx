import { formatRoute } from '../../../lib/route.ts'
import { Link } from '../../../ui/Link.tsx'
import { leadsTo, sizeWords } from '../formFacts.ts'
import styles from './Services.module.css'

/** One value or several, each leading where it names a place. */
export function FactValue({ values, isSize }: { values: readonly string[]; isSize: boolean }) {
  return (
    <ul className={styles.values}>
      {[...new Set(values)].map((value) => (
        <li key={value}>{isSize ? sizeWords(value) : <Linked value={value} />}</li>
      ))}
    </ul>
  )
}

function Linked({ value }: { value: string }) {
  const place = leadsTo(value)
  if (!place) return <span dir="auto">{value}</span>
  return place.to === 'chat' ? (
    <Link href={formatRoute({ name: 'chat', jid: place.target })}>
      <bdi>{place.target}</bdi>
    </Link>
  ) : (
    <Link href={place.target} outside>
      <bdi>{value.replace(/^mailto:/iu, '')}</bdi>
    </Link>
  )
}
