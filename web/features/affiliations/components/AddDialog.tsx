import { useMemo, useState } from 'react'
import type { Affiliation } from '#protocol/occupants.ts'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Select } from '../../../ui/Select.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { planOf, withAddress } from '../adding.ts'
import { affiliationChoices } from '../choices.ts'
import { useKept, useTable } from '../hooks.ts'
import { parseAddresses } from '../parseAddresses.ts'
import type { FileContent } from '../peopleFile.ts'
import type { Console } from '../useConsole.ts'
import styles from './Add.module.css'
import { AddSummary } from './AddSummary.tsx'
import { Sources } from './Sources.tsx'

/** Adds any number of people at once, from wherever their addresses are. What is wrong stays, and says why. */
export function AddDialog({ room, console }: { room: string; console: Console }) {
  const table = useTable(room)
  const [text, setText] = useKept(room, 'draft')
  const [rank, setRank] = useState<Affiliation>('member')
  const [reason, setReason] = useState('')
  const [file, setFile] = useState<(FileContent & { name: string }) | undefined>(undefined)
  const [error, setError] = useState<string | undefined>(undefined)
  const parsed = useMemo(() => parseAddresses(text, rank === 'outcast'), [text, rank])
  const plan = planOf(parsed, file?.people ?? [], table.rows, rank, reason.trim())
  const count = plan.wishes.length
  const close = () => console.ask(undefined)

  function add(): void {
    if (count === 0) {
      setError(t(plan.same > 0 ? 'affiliations:add.nothingNew' : 'affiliations:add.nobody'))
      return
    }
    table.stage(plan.wishes)
    console.say(t('affiliations:add.done', { count }))
    setFile(undefined)
    // What could not be read stays to be put right.
    setText(parsed.wrong.map((each) => `${each.text}\n`).join(''))
    if (parsed.wrong.length === 0) close()
    else setError(t('affiliations:add.rest', { count: parsed.wrong.length }))
  }

  return (
    <Dialog
      open
      size="l"
      onClose={close}
      title={t('affiliations:add.title')}
      onSubmit={add}
      actions={
        <>
          <Button onClick={close}>{t('ui:cancel')}</Button>
          <Button type="submit" variant="primary">
            {count === 0 ? t('affiliations:tool.add') : t('affiliations:add.confirm', { count })}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Field label={t('affiliations:add.label')} hint={t('affiliations:add.hint')} error={error}>
          <TextArea
            rows={4}
            value={text}
            spellCheck={false}
            autoCapitalize="none"
            onChange={(next) => {
              setText(next)
              setError(undefined)
            }}
          />
        </Field>
        <Sources
          room={room}
          chosen={parsed.jids}
          onPick={(jid, isOn) => setText(withAddress(text, jid, isOn))}
          onFile={(name, content) => {
            setFile({ ...content, name })
            if (content.wrong.length > 0)
              setText(
                `${text}${text && !text.endsWith('\n') ? '\n' : ''}${content.wrong.map((each) => `${each.text}\n`).join('')}`,
              )
          }}
        />
        <div className={styles.pair}>
          <Field label={t('affiliations:add.rank')}>
            <Select
              value={rank}
              onChange={(value) => setRank(value as Affiliation)}
              options={affiliationChoices(table.actor())}
            />
          </Field>
          <Field label={t('affiliations:reasonOptional')}>
            <TextInput value={reason} onChange={setReason} maxLength={1000} />
          </Field>
        </div>
        <AddSummary
          plan={plan}
          parsed={parsed}
          file={file && { name: file.name, count: file.people.length }}
          onForgetFile={() => setFile(undefined)}
        />
      </div>
    </Dialog>
  )
}
