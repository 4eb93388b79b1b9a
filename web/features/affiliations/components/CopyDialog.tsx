import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { CheckboxGroup } from '../../../ui/CheckboxGroup.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Select } from '../../../ui/Select.tsx'
import { useRoomName } from '../../muc/hooks.ts'
import { listed } from '../entry.ts'
import { useTable } from '../hooks.ts'
import { useCopy } from '../useCopy.ts'
import { useCopyTargets } from '../useSources.ts'

/** Carries lists over to another room, where they are seen as staged changes before anything happens. */
export function CopyDialog({ room, onClose }: { room: string; onClose: () => void }) {
  const targets = useCopyTargets(room)
  const table = useTable(room)
  const copy = useCopy(room)
  const name = useRoomName(room)
  const [target, setTarget] = useState(targets[0]?.room ?? '')
  const [lists, setLists] = useState<readonly string[]>(['member', 'outcast'])
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>(undefined)

  async function start(): Promise<void> {
    if (busy || target === '') return
    setBusy(true)
    const count = await copy(
      target,
      listed.filter((each) => lists.includes(each)),
    )
    setBusy(false)
    if (count === 0) return setError(t('affiliations:copy.nothing'))
    onClose()
    navigate({ name: 'room', room: target, panel: 'affiliations' })
  }

  const counts: Record<string, number> = {}
  for (const { affiliation } of table.rows.values()) counts[affiliation] = (counts[affiliation] ?? 0) + 1
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('affiliations:copy.title', { name })}
      description={t(targets.length > 0 ? 'affiliations:copy.text' : 'affiliations:copy.noRoom')}
      onSubmit={() => void start()}
      actions={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          {targets.length > 0 && (
            <Button type="submit" variant="primary" busy={busy}>
              {t('affiliations:copy.confirm')}
            </Button>
          )}
        </>
      }
    >
      {targets.length > 0 && (
        <>
          <Field label={t('affiliations:copy.target')} error={error}>
            <Select
              value={target}
              onChange={setTarget}
              options={targets.map(({ room: value, name: label }) => ({
                value,
                label: label ? `${label} (${value})` : value,
              }))}
            />
          </Field>
          <CheckboxGroup
            label={t('affiliations:copy.lists')}
            value={lists}
            onChange={setLists}
            options={listed.map((value) => ({
              value,
              label: t('affiliations:copy.list', {
                list: t(`affiliations:tab.${value}`),
                count: counts[value] ?? 0,
              }),
            }))}
          />
        </>
      )}
    </Dialog>
  )
}
