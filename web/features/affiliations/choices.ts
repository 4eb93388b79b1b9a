import type { Affiliation } from '#protocol/occupants.ts'
import { t } from '../../lib/i18n.ts'
import type { Option } from '../../ui/Select.tsx'
import { affiliationRefusal, type Party } from '../occupants/permissions.ts'
import { refusalWords } from './menu.ts'

const GUEST: Party = { affiliation: 'none', role: 'none', jid: 'somebody@' }
const offered: readonly Affiliation[] = ['owner', 'admin', 'member', 'outcast']

/** What a newcomer can be made; what one may not make says why. */
export function affiliationChoices(actor: Party): Option[] {
  return offered.map((value) => {
    const refusal = affiliationRefusal(actor, GUEST, value)
    const label = t(`affiliations:rank.${value}`)
    return refusal
      ? {
          value,
          label: t('affiliations:add.refusedRank', { label, why: refusalWords(refusal) }),
          disabled: true,
        }
      : { value, label }
  })
}
