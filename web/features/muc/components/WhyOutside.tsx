import { t } from '../../../lib/i18n.ts'
import type { Departure } from '../departure.ts'
import { departureWords } from '../departureWords.ts'
import type { Refused } from '../model.ts'
import { refusalWords } from '../refusal.ts'
import styles from './Notice.module.css'

interface WhyOutsideProps {
  room: string
  refused: Refused | undefined
  departure: Departure | undefined
  successor: string | undefined
}

/** Who or what put one out of the room, why, and where it goes on. */
export function WhyOutside({ room, refused, departure, successor }: WhyOutsideProps) {
  const words = departure
    ? departureWords(departure)
    : refused
      ? refusalWords(refused.error, room, refused.by)
      : t('muc:departure.outside')
  return (
    <>
      <p>{words}</p>
      {departure?.reason && (
        <p className={styles.reason} dir="auto">
          {t('muc:departure.reason', { reason: departure.reason })}
        </p>
      )}
      {successor && (
        <p>
          {t('muc:departure.alternative')} <bdi>{successor}</bdi>
        </p>
      )}
    </>
  )
}
