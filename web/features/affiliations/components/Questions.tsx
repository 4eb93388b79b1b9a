import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { useModeration } from '../../moderation/removal.ts'
import { useOccupantsCommands } from '../../occupants/hooks.ts'
import { titleOf } from '../entry.ts'
import { useTable } from '../hooks.ts'
import { useApply } from '../useApply.ts'
import type { Console } from '../useConsole.ts'
import { AddressDialog } from './AddressDialog.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'

/** The small dialogs of the console. */
export function Questions({ room, console }: { room: string; console: Console }) {
  const { question, ask } = console
  const close = () => ask(undefined)
  switch (question?.kind) {
    case 'ban':
      return <Ban room={room} jids={question.jids} console={console} onClose={close} />
    case 'reason':
      return <ReasonDialog room={room} jid={question.jid} onClose={close} />
    case 'address':
      return <AddressDialog room={room} {...question} console={console} onClose={close} />
    case 'kick':
      return <Kick room={room} nick={question.nick} onClose={close} />
    case 'confirm':
      return <Confirm room={room} console={console} onClose={close} />
    default:
      return null
  }
}

interface BanProps {
  room: string
  jids: readonly string[]
  console: Console
  onClose: () => void
}

function Ban({ room, jids, console, onClose }: BanProps) {
  const table = useTable(room)
  const [first = ''] = jids
  const entry = table.rows.get(first)
  const isServer = jids.length === 1 && !first.includes('@')
  const who = entry ? titleOf(entry) : first
  const { isOffered } = useModeration(room)
  const [removes, setRemoves] = useState(false)
  // Of whoever is not inside nothing is known to be theirs.
  const isHere = jids.some((jid) => (table.rows.get(jid)?.nicks.length ?? 0) > 0)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('affiliations:ban.title', { count: jids.length, who })}
      text={isServer ? t('affiliations:ban.server', { domain: first }) : t('affiliations:ban.text')}
      confirm={t('affiliations:ban.confirm')}
      tone="danger"
      reason={{ label: t('affiliations:reason'), hint: t('affiliations:reasonHint') }}
      onConfirm={(reason) => {
        console.stageAll(jids, 'outcast', reason, removes)
        onClose()
      }}
    >
      {isOffered && isHere && (
        <Checkbox label={t('moderation:removeAll')} checked={removes} onChange={setRemoves} />
      )}
    </ConfirmDialog>
  )
}

function Kick({ room, nick, onClose }: { room: string; nick: string; onClose: () => void }) {
  const { setRole } = useOccupantsCommands()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>(undefined)
  const kick = async (reason: string) => {
    setBusy(true)
    const result = await setRole(room, nick, 'none', reason)
    setBusy(false)
    if (result.ok) onClose()
    else setError(sentence(result.error, 'occupants'))
  }
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('occupants:ask.kick.title', { nick })}
      text={t('occupants:ask.kick.text')}
      confirm={t('occupants:ask.kick.confirm')}
      tone="danger"
      reason={{ label: t('affiliations:reason'), hint: t('affiliations:reasonHint') }}
      busy={busy}
      error={error}
      onConfirm={(reason) => void kick(reason)}
    />
  )
}

/** Before what whoever does it cannot take back. */
function Confirm({ room, console, onClose }: { room: string; console: Console; onClose: () => void }) {
  const { gives, loses, able, confirmed } = useApply(room, console)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={
        loses ? t('affiliations:confirm.loses') : t('affiliations:confirm.gives', { count: gives.length })
      }
      text={[
        loses && t('affiliations:confirm.losesText'),
        gives.length > 0 && t('affiliations:confirm.givesText', { who: gives.join(', ') }),
      ]
        .filter(Boolean)
        .join(' ')}
      confirm={loses ? t('affiliations:confirm.lose') : t('affiliations:changes.apply', { count: able })}
      tone={loses ? 'danger' : 'neutral'}
      onConfirm={confirmed}
    />
  )
}
