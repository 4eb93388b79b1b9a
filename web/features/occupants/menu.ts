import type { Action } from '../../lib/action.ts'
import { t } from '../../lib/i18n.ts'
import type { MenuAction, MenuItem } from '../../ui/menuItem.ts'
import {
  affiliationActions,
  type OccupantContext,
  removalActions,
  roleActions,
  talkActions,
} from './actions.ts'

/** Everything that can be done with somebody, for a menu: click, right click, long press and keyboard show the same. */
export function occupantMenu(context: OccupantContext): MenuItem[] {
  const talk = itemsOf(talkActions, context)
  const ranks = itemsOf(affiliationActions, context).map((item) => ({
    ...item,
    checked: item.id === `affiliation.${context.person.affiliation}`,
  }))
  const roles = itemsOf(roleActions, context)
  const removals = itemsOf(removalActions, context)
  return [
    ...talk,
    ...(ranks.length > 0
      ? [{ kind: 'group' as const, id: 'ranks', label: t('occupants:menu.rank'), items: ranks }]
      : []),
    ...(roles.length > 0
      ? [{ kind: 'group' as const, id: 'roles', label: t('occupants:menu.now'), items: roles }]
      : []),
    ...(removals.length > 0 ? [{ kind: 'separator' as const, id: 'removals' }, ...removals] : []),
  ]
}

function itemsOf(actions: readonly Action<OccupantContext>[], context: OccupantContext): MenuAction[] {
  return actions
    .filter((action) => action.when?.(context) ?? true)
    .map((action) => ({
      id: action.id,
      label: action.label(context),
      icon: action.icon as MenuAction['icon'],
      tone: action.tone,
      disabled: action.refusal?.(context),
      onSelect: () => action.perform(context),
    }))
}
