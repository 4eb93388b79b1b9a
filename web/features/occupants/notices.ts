import type { Occupant } from '#protocol/occupants.ts'
import { t } from '../../lib/i18n.ts'
import type { Person } from './model.ts'

/** What a room's people should be told of a change; comings and goings are not worth a line. */
export function noticeOf(before: Person, after: Person | undefined, occupant: Occupant): string | undefined {
  const codes = Array.isArray(occupant.status) ? occupant.status : []
  const actor = occupant.actor?.nick
  const values = { nick: before.nick, actor, reason: occupant.reason }
  const say = (key: string, extra: Record<string, string> = {}) => {
    const words = t(actor ? `occupants:notice.${key}By` : `occupants:notice.${key}`, { ...values, ...extra })
    return occupant.reason ? t('occupants:notice.because', { words, reason: occupant.reason }) : words
  }
  if (!after) {
    if (codes.includes(301)) return say('banned')
    if (codes.includes(307)) return say('kicked')
    if (codes.includes(321) || codes.includes(322)) return say('removed')
    if (codes.includes(303) && occupant.nick !== undefined)
      return t('occupants:notice.nick', { nick: before.nick, next: occupant.nick })
    return undefined
  }
  if (before.affiliation !== after.affiliation) return say(`affiliation.${after.affiliation}`)
  if (before.role === after.role) return undefined
  if (after.role === 'visitor') return say('muted')
  if (before.role === 'visitor') return say('voice')
  if (after.role === 'moderator') return say('moderator')
  return before.role === 'moderator' ? say('noModerator') : undefined
}
