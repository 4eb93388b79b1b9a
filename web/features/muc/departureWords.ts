import { t } from '../../lib/i18n.ts'
import { revealed } from '../../lib/revealed.ts'
import type { Departure } from './departure.ts'

/** How one came to be out of the room, in a sentence; by whom, where the room says so. */
export function departureWords({ how, actor }: Departure): string {
  if (actor && hasActor(how)) return t(`muc:departure.${how}By`, { actor: revealed(actor) })
  return t(`muc:departure.${how}`)
}

const hasActor = (how: Departure['how']) =>
  how === 'kicked' || how === 'banned' || how === 'demoted' || how === 'members-only'

/** Whether the door may be open again. */
export const mayReturn = ({ how }: Departure) => how !== 'destroyed' && how !== 'banned'

/** Whether only a member is let in again. */
export const needsMembership = ({ how }: Departure) => how === 'demoted' || how === 'members-only'
