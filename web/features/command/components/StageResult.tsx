import type { CommandStage } from '#protocol/command.ts'
import type { FormField } from '#protocol/forms.ts'
import { t } from '../../../lib/i18n.ts'
import { formatRoute } from '../../../lib/route.ts'
import { uniqueNames } from '../../../lib/uniqueNames.ts'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { Link } from '../../../ui/Link.tsx'
import { ResultTable } from '../../../ui/ResultTable.tsx'
import { labelledValue, resultOf } from '../resultOf.ts'
import styles from './Command.module.css'
import { Notes } from './Notes.tsx'

/** What a command tells without asking anything: notes, facts, a table, a place on the web. */
export function StageResult({ stage }: { stage: CommandStage }) {
  const { form, oob, status } = stage
  const result = form && resultOf(form)
  const hasNotes = (stage.notes?.length ?? 0) > 0 || stage.note !== undefined
  const isBare = !form && !oob && !hasNotes
  return (
    <>
      <Notes stage={stage} />
      {isBare && <p role="status">{t(status === 'canceled' ? 'command:canceled' : 'command:done')}</p>}
      {form?.title && (
        <h3 className={styles.strong} dir="auto">
          {form.title}
        </h3>
      )}
      {form?.instructions && (
        <p className={styles.text} dir="auto">
          {form.instructions}
        </p>
      )}
      {result && <Fields fields={result.fields} />}
      {result && result.columns.length > 0 && result.rows.length > 0 && (
        <ResultTable
          label={form?.title || t('command:table')}
          columns={result.columns.map(({ label }) => label)}
          rows={result.rows.map((row) =>
            row.map((text, at) => (
              <Cell key={result.columns[at]?.name} text={text} isAddress={result.columns[at]?.isAddress} />
            )),
          )}
        />
      )}
      {form?.reported && form.items.length === 0 && <p role="status">{t('command:nothing')}</p>}
      {oob?.url && <Outside url={oob.url} words={oob.description} />}
    </>
  )
}

function Fields({ fields }: { fields: readonly FormField[] }) {
  const told = fields.filter(({ type }) => type !== 'fixed')
  const terms = uniqueNames(told.map(({ label, var: name }) => label || name || ''))
  return (
    <>
      {fields
        .filter(({ type }) => type === 'fixed')
        .map((field) => (
          <p key={labelledValue(field)} className={styles.text} dir="auto">
            {labelledValue(field)}
          </p>
        ))}
      {told.length > 0 && (
        <DescriptionList
          items={told.map((field, index) => ({
            term: terms[index] ?? '',
            value: <span className={styles.text}>{labelledValue(field)}</span>,
          }))}
        />
      )}
    </>
  )
}

function Cell({ text, isAddress }: { text: string; isAddress: boolean | undefined }) {
  if (!isAddress || text === '') return <bdi>{text}</bdi>
  return text.split('\n').map((jid) => (
    <Link key={jid} href={formatRoute({ name: 'services', jid })}>
      <bdi>{jid}</bdi>
    </Link>
  ))
}

function Outside({ url, words }: { url: string; words: string | undefined }) {
  const isPage = /^https?:\/\/[^\s]+$/iu.test(url)
  return (
    <p className={styles.text}>
      {words && <bdi>{words} </bdi>}
      {isPage ? (
        <Link href={url} outside>
          {url}
        </Link>
      ) : (
        <bdi>{url}</bdi>
      )}
    </p>
  )
}
