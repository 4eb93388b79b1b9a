import { t } from '../../lib/i18n.ts'
import type { RoomInfo } from './roomInfo.ts'

const SWITCHES = [
  'hasPassword',
  'isMembersOnly',
  'isModerated',
  'isListed',
  'isPersistent',
  'isArchived',
] as const

/**
 * What changed about a room, a sentence each: status 104 says only that something did (XEP-0045 §10.2.1). Who sees
 * addresses is left out, of which the room tells by itself (172–174).
 */
export function configChanges(before: RoomInfo, after: RoomInfo): string[] {
  const said: string[] = []
  if ((before.name ?? '') !== (after.name ?? ''))
    said.push(after.name ? t('muc:changed.name', { name: after.name }) : t('muc:changed.noName'))
  if ((before.description ?? '') !== (after.description ?? '')) said.push(t('muc:changed.description'))
  for (const each of SWITCHES) {
    const [was, is] = [before[each], after[each]]
    if (was !== undefined && is !== undefined && was !== is)
      said.push(t(`muc:changed.${each}.${is ? 'on' : 'off'}`))
  }
  return said
}
